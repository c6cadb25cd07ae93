namespace IncidentGraph.Server.Imports.Backstage;

/// <summary>What an entity says of itself and another.</summary>
/// <param name="Relation">One of <see cref="Relations"/>.</param>
/// <param name="Target">The other.</param>
internal sealed record EntityRelation(string Relation, Reference Target);
