using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Domain.Postmortems;

// When it is to be published.
public sealed partial class Postmortem
{
    public static bool IsOverdue(PostmortemStatus status, DateTimeOffset dueAt, DateTimeOffset now)
        => !PostmortemLifecycle.IsPublished(status) && dueAt < now;

    /// <summary>
    /// Until it is published, a due time that nobody chose follows the incident: another severity brings another policy, another
    /// resolution another beginning. Call it after each command on the incident. A reopened incident leaves the time as it is.
    /// </summary>
    public void Reschedule(Act act, Incident incident, SeverityCatalog severities)
    {
        if (!IsToMove(act, incident, severities))
            return;

        Version++;
        MoveDue(act, incident, severities);
    }

    private bool IsToMove(Act act, Incident incident, SeverityCatalog severities)
        => !IsDueAtChosen
            && !PostmortemLifecycle.IsPublished(Status)
            && incident.ResolvedAt is not null
            && PolicyDue(act, incident, severities) != DueAt;

    private void MoveDue(Act act, Incident incident, SeverityCatalog severities)
    {
        var (before, due) = (DueAt, PolicyDue(act, incident, severities));
        DueAt = due;
        var change = new FieldChange("dueAt", Wire.Time(before), Wire.Time(due));
        Tell(
            act,
            incident,
            new PostmortemUpdated(Id, [change]),
            $"The postmortem of incident {incident.Number} is now due at {Wire.Time(due)}, as the incident's severity and resolution say");
    }

    private static DateTimeOffset PolicyDue(Act act, Incident incident, SeverityCatalog severities)
    {
        var within = severities.Find(incident.SeverityLevel)?.PostmortemWithin ?? PostmortemRules.Within;
        return (incident.ResolvedAt ?? act.At) + within;
    }

    /// <summary>Restored history may be overdue; what people plan may not.</summary>
    private static void CheckDue(Act act, DateTimeOffset? dueAt, Checks checks)
    {
        if (dueAt < act.At && !act.IsImport)
            checks.Invalid("dueAt is in the past.", "Give a time to come, or none.", "dueAt");
    }
}
