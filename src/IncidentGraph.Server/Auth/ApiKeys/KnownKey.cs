using System.Security.Cryptography;
using System.Text;
using IncidentGraph.Domain.People;

namespace IncidentGraph.Server.Auth.ApiKeys;

/// <summary>What a request needs to know of a stored API key.</summary>
internal sealed record KnownKey(
    long Id, string Name, string Prefix, string SecretHash, IReadOnlyList<ApiKeyScope> Scopes, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt,
    bool IsMakerActive)
{
    public bool IsActive(DateTimeOffset now) => RevokedAt is null && IsMakerActive && (ExpiresAt is not { } end || now < end);

    /// <summary>Takes as long for a near miss as for any other.</summary>
    public bool Opens(string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(ApiKeySecret.Hash(secret)), Encoding.ASCII.GetBytes(SecretHash));
}
