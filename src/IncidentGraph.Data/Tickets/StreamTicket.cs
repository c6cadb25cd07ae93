using IncidentGraph.Domain.People;

namespace IncidentGraph.Data.Tickets;

/// <summary>
/// Lets one event stream in without a header. Of its secret only a hash is kept; whose rights it carries is either a person of a provider
/// or an API key.
/// </summary>
public sealed class StreamTicket
{
    /// <summary>SHA-256 of the secret, in hexadecimal.</summary>
    public required string SecretHash { get; init; }

    /// <summary>Seals the ids of the stream's events, so that only who received one can come back with it.</summary>
    public required byte[] SealKey { get; init; }

    public string? Issuer { get; init; }

    public string? Subject { get; init; }

    public UserRole? Role { get; init; }

    /// <summary>When the person's token was issued, if it said so: what revokes the token ends the ticket too.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>The API key that asked for the ticket; null for a person.</summary>
    public string? KeyPrefix { get; init; }

    /// <summary>When the streams opened with it end at the latest.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Until when it opens its operation anew, without an id of its stream.</summary>
    public required DateTimeOffset OpensUntil { get; init; }

    /// <summary>SHA-256 of the operation that it was first used for; null before.</summary>
    public string? OperationHash { get; init; }

    /// <summary>When the row may go: never used, or the end of its streams.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
}
