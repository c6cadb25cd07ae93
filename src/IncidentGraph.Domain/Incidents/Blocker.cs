namespace IncidentGraph.Domain.Incidents;

/// <summary>One thing in the way of an action; the same value shows in transitions and in errors.</summary>
public sealed record Blocker(BlockerKind Kind, string Code, string Message, string Remedy);
