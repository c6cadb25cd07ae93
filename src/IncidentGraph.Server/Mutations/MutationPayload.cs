using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;

namespace IncidentGraph.Server.Mutations;

/// <summary>What every mutation answers: its objects as they are now, or errors; the cursor of its last event.</summary>
public record MutationPayload(IReadOnlyList<EntityRef> Objects, string? Cursor, IReadOnlyList<DomainError>? Errors)
{
    /// <summary>The answer to a request that was carried out before.</summary>
    public bool IsReplay { get; init; }
}
