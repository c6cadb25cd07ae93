namespace IncidentGraph.Domain.Search;

/// <summary>A word as it is compared, and where in the text it stands (in UTF-16 units).</summary>
public readonly record struct Word(string Text, int Start, int End);
