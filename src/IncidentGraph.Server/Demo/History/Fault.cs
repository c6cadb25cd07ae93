using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Server.Demo.History;

/// <summary>
/// A way in which a kind of service breaks, and what people say about it. In all texts <c>{s}</c> is the service's name and
/// <c>{n}</c> a number.
/// </summary>
internal sealed record Fault(ServiceKind Kind, IncidentType Type, string Title)
{
    /// <summary>The key of the one service that breaks like this; null for all of the kind.</summary>
    public string? Only { get; init; }

    /// <summary>Between which bounds the number lies.</summary>
    public (int From, int To) Numbers { get; init; } = (3, 48);

    public required string Symptom { get; init; }

    public string? Error { get; init; }

    public required string Cause { get; init; }

    public required string Mitigation { get; init; }

    public required string Resolution { get; init; }

    /// <summary>Said while it is looked into, in this order.</summary>
    public required IReadOnlyList<string> Looking { get; init; }

    /// <summary>For customers; null when they hardly notice.</summary>
    public string? Public { get; init; }

    public bool Befalls(DemoService service) => Kind == service.Kind && (Only ?? service.Key) == service.Key;
}
