namespace IncidentGraph.Domain.Search;

/// <summary>A piece of a text; plain text, whatever it holds.</summary>
public sealed record SearchSegment(string Text, bool IsMatch);

/// <summary>Where a field says what was sought, with a few words around it.</summary>
public sealed record SearchHighlight(string Field, IReadOnlyList<SearchSegment> Segments);
