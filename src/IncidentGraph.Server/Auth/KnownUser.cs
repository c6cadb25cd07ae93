using IncidentGraph.Domain.People;

namespace IncidentGraph.Server.Auth;

/// <summary>What a request needs to know of a stored user. The role is not of it: each token brings its own.</summary>
internal sealed record KnownUser(long Id, string DisplayName, Admission Admission, IReadOnlySet<long> TeamIds)
{
    /// <summary>Why a token that was issued then does not let them in; null when it does.</summary>
    public string? Bar(DateTimeOffset? issuedAt)
    {
        if (Admission.Admits(issuedAt))
            return null;
        return Admission.IsActive ? "The token has been withdrawn: get a new one." : $"{DisplayName} is no longer active here: ask an admin.";
    }
}
