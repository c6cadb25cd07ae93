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

    /// <summary>False for people who have left: history names them, and they neither come in nor are assigned.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>
    /// Tokens that were issued before are refused, and so are those that do not say when. A whole second, as tokens tell it; it only ever moves on.
    /// Null as long as none were withdrawn.
    /// </summary>
    public DateTimeOffset? NotBefore { get; private set; }

    /// <summary>Null until a token claimed the user.</summary>
    public string? Issuer { get; private set; }

    public string? Subject { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
