using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;

namespace IncidentGraph.Server.Mutations;

internal static class Decisions
{
    public static Decision Of(IReadOnlyList<DomainError> errors, params IReadOnlyList<EntityRef> objects) =>
        errors.Count > 0 ? new Decision(errors, []) : new Decision([], objects);

    public static Decision NotFound(string what, params IReadOnlyList<string> field) => new([Refusal.NotFound(what, field)], []);

    /// <summary>Null when the version is the expected one, or none was expected.</summary>
    public static Decision? Conflict(int? expected, int actual, EntityRef current) => expected is { } version && version != actual
        ? new Decision([new VersionConflictError(
            $"It is at version {actual}, not {version}: somebody was faster.", ["expectedVersion"],
            "Look at the present state, then send again with its version.", version, actual, current)], [])
        : null;
}
