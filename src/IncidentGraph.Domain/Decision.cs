using IncidentGraph.Domain.Errors;

namespace IncidentGraph.Domain;

/// <summary>What a factory decided: the new object, or why there is none.</summary>
public sealed record Decision<T>(T? Value, IReadOnlyList<DomainError> Errors)
    where T : class
{
    public bool IsAccepted => Errors.Count == 0;

    public static implicit operator Decision<T>(T value) => new(value, []);

    public static implicit operator Decision<T>(List<DomainError> errors) => new(null, errors);
}
