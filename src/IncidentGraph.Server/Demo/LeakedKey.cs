using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Server.Demo;

/// <summary>A private incident: only admins and those who take part know of it.</summary>
internal static class LeakedKey
{
    public static Script Write(Cast cast, DateTimeOffset now)
    {
        var script = new Script(cast);
        var (ada, priya) = (cast.Ada, cast.Of("priya.raman"));
        script.Declare(now.AddHours(-26), ada, () => new()
        {
            Title = "Access key of the data warehouse in a public repository",
            Summary = "A read-only key was pushed with an example notebook and was public for 35 minutes.",
            Type = IncidentType.Security,
            Source = IncidentSource.Monitoring,
            OccurredAt = now.AddHours(-27),
            DetectedAt = now.AddHours(-26.4),
            Severity = cast.Severities.Find(2),
            IsPrivate = true,
            Services = [script.Affected("data-warehouse", ImpactLevel.Degraded, "Reports stop while keys are changed")],
            Symptoms = ["The secret scanner reported a key in a public commit"],
        });
        script.Acknowledge(now.AddHours(-25.9), ada);
        script.Invite(now.AddHours(-25.8), ada, "priya.raman");
        script.Assign(now.AddHours(-25.7), ada, IncidentRole.Commander, "priya.raman");
        script.Note(now.AddHours(-25.5), priya, "Key revoked, commit removed, forks: none.");
        script.Identify(now.AddHours(-24), priya, "An example notebook held its author's key; the check for secrets does not run on that repository.");
        script.Mitigate(now.AddHours(-22), priya, "Every key of the warehouse was changed. The access log shows no use from outside.", ("data-warehouse", null));
        script.Tell(now.AddHours(-21), priya, Audience.Executive, "No data left the house as far as the log shows. An outside firm checks the log; we expect its answer tomorrow.");
        return script;
    }
}
