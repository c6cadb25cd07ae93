namespace IncidentGraph.Domain.People;

/// <summary>What decides whether a token lets its bearer in, beside the token itself.</summary>
public readonly record struct Admission(bool IsActive, DateTimeOffset? NotBefore)
{
    /// <param name="issuedAt">When the token says that it was issued, to the second; null when it does not say.</param>
    public bool Admits(DateTimeOffset? issuedAt) => IsActive && (NotBefore is not { } from || issuedAt >= from);
}
