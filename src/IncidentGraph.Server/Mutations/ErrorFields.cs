using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Nodes;

namespace IncidentGraph.Server.Mutations;

[ExtendObjectType("Error")]
public static class ErrorFields
{
    /// <summary><c>NotFoundError</c> is NOT_FOUND.</summary>
    public static string Code(DomainError error) => Names.ToEnumValue(error.GetType().Name[..^"Error".Length]);
}

[ExtendObjectType("VersionConflictError")]
public static class VersionConflictErrorFields
{
    public static Deferred Current(VersionConflictError error, NodeLoader nodes) => nodes.Load(error.Current);
}

[ExtendObjectType("AlreadyExistsError")]
public static class AlreadyExistsErrorFields
{
    public static Deferred? Existing(AlreadyExistsError error, NodeLoader nodes) =>
        error.Existing is { } existing ? nodes.Load(existing) : null;
}

[ExtendObjectType("CycleError")]
public static class CycleErrorFields
{
    public static IReadOnlyList<string> Path(CycleError error) => [.. error.Path.Select(Step)];

    /// <summary>Entries of a fault tree have no global id: their key names them.</summary>
    private static string Step(EntityRef node) => node.Type == nameof(FaultTreeEntry) ? node.Key : GlobalId.Write(node);
}
