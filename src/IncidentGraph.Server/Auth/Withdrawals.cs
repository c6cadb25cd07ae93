using IncidentGraph.Domain.People;

namespace IncidentGraph.Server.Auth;

/// <summary>Who is kept out, wholly or with old tokens, and which API keys, as the database had it at one moment.</summary>
internal sealed record Withdrawals(
    IReadOnlyDictionary<(string? Issuer, string? Subject), Admission> Users, IReadOnlySet<string> KeyPrefixes)
{
    public bool Concern(Credentials credentials)
    {
        if (credentials.KeyPrefix is { } prefix)
            return KeyPrefixes.Contains(prefix);
        return Users.TryGetValue((credentials.Issuer, credentials.Subject), out var admission) && !admission.Admits(credentials.IssuedAt);
    }
}
