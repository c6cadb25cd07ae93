using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Server.Demo;

/// <summary>A small incident beside the big one: noticed by customers, being looked into.</summary>
internal static class StaleSuggestions
{
    public static Script Write(Cast cast, DateTimeOffset now)
    {
        var script = new Script(cast);
        var (oskar, mei) = (cast.Of("oskar.nilsson"), cast.Of("mei.tanaka"));
        script.Declare(now.AddHours(-5), cast.Of("vera.lindqvist"), () => new()
        {
            Title = "Search suggests products that are sold out",
            Summary = "Suggestions lag behind the catalogue by up to 40 minutes. Results themselves are right.",
            Type = IncidentType.Data,
            Source = IncidentSource.UserReport,
            OccurredAt = now.AddHours(-7),
            DetectedAt = now.AddHours(-5.5),
            Impact = Grade.Low,
            Urgency = Grade.Medium,
            Services = [script.Affected("search", ImpactLevel.Degraded, "Suggestions only")],
            Symptoms = ["Sold-out products are suggested", "The consumer of product events lags by 190,000 messages"],
            CustomerImpact = "Eleven customers wrote to the support desk.",
        });
        script.Acknowledge(now.AddHours(-4.6), oskar);
        script.Tell(now.AddHours(-4.2), oskar, Audience.Internal, "The index falls behind since this morning's import of the winter range. Two more consumers started.");
        script.Note(now.AddHours(-2.5), mei, "Lag is down to 60,000 messages. At this rate we are level by tonight.");
        script.Hurt(now.AddHours(-2.4), oskar, "search-index", ImpactLevel.Degraded, "Consumes too slowly");
        script.Tell(now.AddHours(-1.4), oskar, Audience.Internal, "Lag 25,000 messages. We keep it open until suggestions are fresh again, and look into why three consumers were not enough.");
        return script;
    }
}
