namespace IncidentGraph.Domain;

/// <summary>A labelled absolute http(s) address.</summary>
public sealed record Link(string Label, string Url);
