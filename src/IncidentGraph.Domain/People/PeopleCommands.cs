namespace IncidentGraph.Domain.People;

/// <summary>A person who is expected: claimed later by a token.</summary>
public sealed record InviteUser
{
    public required string Handle { get; init; }

    public required string DisplayName { get; init; }

    public string? Email { get; init; }
}

/// <summary>A person as a token tells of them. The handle is derived and free (see <see cref="Handles"/>).</summary>
public sealed record JoinUser
{
    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public required string Handle { get; init; }

    public required string DisplayName { get; init; }

    public string? Email { get; init; }

    public string? AvatarUrl { get; init; }
}

/// <summary>A new team, or a change of the one with that key.</summary>
public sealed record DefineTeam
{
    public required string Key { get; init; }

    public required string Name { get; init; }

    /// <summary>Absent leaves the members; null means none.</summary>
    public Change<IReadOnlyList<User>?> Members { get; init; }
}
