namespace IncidentGraph.Server.Imports.Backstage;

/// <summary>An entity with what it says of others.</summary>
internal sealed record ReadEntity(Entity Entity, IReadOnlyList<EntityRelation> Relations);
