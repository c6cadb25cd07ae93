using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;

namespace IncidentGraph.Data.Commits;

/// <summary>The rules' answer: refused with errors, or accepted with the objects that the answer shows.</summary>
public sealed record Decision(IReadOnlyList<DomainError> Errors, IReadOnlyList<EntityRef> Objects)
{
    public bool IsAccepted => Errors.Count == 0;

    public static Decision Accepted(params EntityRef[] objects) => new([], objects);

    public static Decision Refused(params DomainError[] errors) => Refused((IReadOnlyList<DomainError>)errors);

    public static Decision Refused(IReadOnlyList<DomainError> errors) =>
        errors.Count > 0 ? new(errors, []) : throw new ArgumentException("A refusal says why.", nameof(errors));
}
