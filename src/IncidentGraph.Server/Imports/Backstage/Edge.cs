namespace IncidentGraph.Server.Imports.Backstage;

/// <summary>A dependency that a catalog tells of.</summary>
/// <param name="Target">What is needed.</param>
/// <param name="IsCritical">False between a whole and its part: the whole is hurt, not down.</param>
internal sealed record Edge(Reference Target, bool IsCritical);
