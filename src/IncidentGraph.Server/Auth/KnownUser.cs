namespace IncidentGraph.Server.Auth;

/// <summary>What a request needs to know of a stored user. The role is not of it: each token brings its own.</summary>
internal sealed record KnownUser(long Id, string DisplayName, bool IsActive, IReadOnlySet<long> TeamIds);
