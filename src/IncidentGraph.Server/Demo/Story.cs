using IncidentGraph.Server.Demo.History;

namespace IncidentGraph.Server.Demo;

/// <summary>Everything that happened at XYZ Corp until now, in the order in which it happened.</summary>
internal sealed record Story(IReadOnlyList<Step> Steps, int Services, int Incidents)
{
    public static Story Write(Cast cast, DateTimeOffset now)
    {
        List<Script> scripts =
        [
            .. PastIncidents.Write(cast, now),
            LeakedKey.Write(cast, now),
            StaleSuggestions.Write(cast, now),
            PaymentGatewayOutage.Write(cast, now),
        ];
        var steps = Landscape.Steps(cast, now.AddDays(-399)).Concat(scripts.SelectMany(script => script.Steps));
        return new([.. steps.OrderBy(step => step.At)], DemoService.All.Count, scripts.Count); // a stable sort
    }
}
