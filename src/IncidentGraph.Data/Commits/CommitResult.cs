using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;

namespace IncidentGraph.Data.Commits;

/// <param name="Errors">Why it was refused; empty on success.</param>
/// <param name="Objects">What the answer shows.</param>
/// <param name="Position">Of the command's last event; null when it was refused or caused none.</param>
/// <param name="IsReplay">The outcome of an earlier command with the same idempotency key.</param>
public sealed record CommitResult(
    IReadOnlyList<DomainError> Errors, IReadOnlyList<EntityRef> Objects, long? Position, bool IsReplay)
{
    public bool IsAccepted => Errors.Count == 0;

    internal static CommitResult Refused(IReadOnlyList<DomainError> errors) => new(errors, [], null, IsReplay: false);
}
