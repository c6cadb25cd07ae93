namespace IncidentGraph.Domain.Postmortems;

/// <summary>When, and by which absolute http(s) address, people meet.</summary>
public sealed record Meeting(DateTimeOffset At, string? Url);
