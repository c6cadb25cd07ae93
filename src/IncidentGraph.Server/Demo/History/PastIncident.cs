using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Server.Demo.History;

/// <summary>How an incident of the past ended.</summary>
internal enum Ending
{
    Resolved,
    Declined,
    Canceled,
    Merged,
    Reopened,
}

/// <summary>What is drawn for one incident of the past, before it is told.</summary>
internal sealed record PastIncident(
    DemoService Service,
    Fault Fault,
    int Number,
    int Severity,
    Ending Ending,
    DateTimeOffset OccurredAt,
    TimeSpan Lasted,
    IncidentSource Source,
    string Responder,
    string Second)
{
    public bool IsMajor => Severity <= 1;

    /// <summary>What is major is, but for a few that were talked about instead; of what is important each third.</summary>
    public bool IsReviewed => IsMajor ? Number % 9 != 0 : Severity == 2 && Number % 3 == 0;

    public DateTimeOffset EndedAt => OccurredAt + Lasted;

    /// <summary>A moment of its life: 0 is when it was noticed, 1 its end.</summary>
    public DateTimeOffset At(double part) => OccurredAt + (Lasted * (0.06 + (0.94 * part)));

    public string Say(string text) => text.Replace("{s}", Service.Name, StringComparison.Ordinal)
        .Replace("{n}", $"{Number}", StringComparison.Ordinal);

    public ImpactLevel Level => Severity switch
    {
        0 => ImpactLevel.MajorOutage,
        1 => Fault.Type == IncidentType.Latency ? ImpactLevel.PartialOutage : ImpactLevel.MajorOutage,
        2 => ImpactLevel.PartialOutage,
        _ => ImpactLevel.Degraded,
    };
}
