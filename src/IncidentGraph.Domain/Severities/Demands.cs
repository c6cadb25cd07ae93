using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Domain.Severities;

/// <summary>What a severity asks of an incident as it stands, in words for a sentence.</summary>
internal static class Demands
{
    /// <summary>Null when it asks for nothing.</summary>
    public static string? Of(Severity severity, Incident incident)
    {
        var asked = Roles(severity, incident).Concat(Times(severity, incident)).Concat(Review(severity)).ToList();
        return asked.Count switch
        {
            0 => null,
            1 => asked[0],
            _ => $"{string.Join(", ", asked.Take(asked.Count - 1))} and {asked[^1]}",
        };
    }

    private static IEnumerable<string> Roles(Severity severity, Incident incident)
        => incident.MissingRoles(severity).Select(role => $"a {Wire.Words(role)}");

    private static IEnumerable<string> Times(Severity severity, Incident incident)
    {
        if (incident.AcknowledgedAt is null && severity.AcknowledgeWithin is { } acknowledge)
            yield return $"acknowledgement within {Wire.Span(acknowledge)}";
        if (incident.IsOpen && severity.UpdateEvery is { } update)
            yield return $"an update every {Wire.Span(update)}";
        if (incident.MitigatedAt is null && severity.MitigateWithin is { } mitigate)
            yield return $"mitigation within {Wire.Span(mitigate)}";
        if (incident.ResolvedAt is null && severity.ResolveWithin is { } resolve)
            yield return $"resolution within {Wire.Span(resolve)}";
    }

    private static IEnumerable<string> Review(Severity severity)
    {
        if (!severity.RequiresPostmortem)
            yield break;
        yield return severity.PostmortemWithin is { } within ? $"a postmortem within {Wire.Span(within)}" : "a postmortem";
    }
}
