namespace IncidentGraph.Domain.People;

/// <summary>Who asks: an actor with the rights of the token that it came with.</summary>
public sealed record Caller(long ActorId, string DisplayName, UserRole Role, IReadOnlySet<long> TeamIds)
{
    public static readonly Caller System = new(Automation.SystemId, "IncidentGraph", UserRole.Admin, new HashSet<long>()) { IsUser = false };

    /// <summary>False for automations, which hold no place among an incident's people.</summary>
    public bool IsUser { get; init; } = true;

    /// <summary>The scopes of an API key; null for everybody else, whom none limits.</summary>
    public IReadOnlySet<ApiKeyScope>? Scopes { get; init; }

    public bool IsAdmin => Role == UserRole.Admin;

    /// <summary>Whether every private incident is visible, not only those that one takes part in.</summary>
    public bool SeesPrivate => Scopes?.Contains(ApiKeyScope.Private) ?? IsAdmin;

    /// <summary>False for an API key that may only read: a viewer may also declare incidents.</summary>
    public bool MayChange => Scopes?.Any(scope => scope is >= ApiKeyScope.Declare and <= ApiKeyScope.Admin) ?? true;

    /// <summary>The caller that comes with an API key.</summary>
    public static Caller OfKey(long id, string name, IReadOnlyCollection<ApiKeyScope> scopes) =>
        new(id, name, RoleOf(scopes), new HashSet<long>()) { IsUser = false, Scopes = scopes.ToHashSet() };

    public bool Has(UserRole role) => Role >= role;

    /// <summary>What to do about a role that is missing: people are given it, a program is given another key.</summary>
    internal string HowToBecome(UserRole role) => Scopes is null
        ? $"Ask for the role {Wire.Words(role)}, or somebody who has it."
        : $"Use an API key with the scope {Wire.Name(ScopeOf(role))}.";

    private static ApiKeyScope ScopeOf(UserRole role) => role switch
    {
        UserRole.Admin => ApiKeyScope.Admin,
        UserRole.Publisher => ApiKeyScope.Publish,
        UserRole.Responder => ApiKeyScope.Respond,
        _ => ApiKeyScope.Read,
    };

    private static UserRole RoleOf(IReadOnlyCollection<ApiKeyScope> scopes)
    {
        if (scopes.Contains(ApiKeyScope.Admin))
            return UserRole.Admin;
        if (scopes.Contains(ApiKeyScope.Publish))
            return UserRole.Publisher;
        return scopes.Contains(ApiKeyScope.Respond) ? UserRole.Responder : UserRole.Viewer;
    }
}
