namespace IncidentGraph.Domain.People;

/// <summary>
/// A person. Comes with the first sight of a token (issuer and subject), or by invitation and is then claimed once
/// by the token whose configured verified claim matches.
/// </summary>
public sealed partial class User : Actor
{
    /// <summary>The human key: unique, lower case.</summary>
    public required string Handle { get; init; }

    public string? Email { get; private set; }

    public string? AvatarUrl { get; private set; }

    public bool IsActive { get; private set; } = true;

    /// <summary>Null until a token claimed the user.</summary>
    public string? Issuer { get; private set; }

    public string? Subject { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
