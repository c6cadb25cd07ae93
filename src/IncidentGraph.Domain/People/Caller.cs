namespace IncidentGraph.Domain.People;

/// <summary>Who asks: an actor with the rights of the token that it came with.</summary>
public sealed record Caller(long ActorId, string DisplayName, UserRole Role, IReadOnlySet<long> TeamIds)
{
    public static readonly Caller System = new(Automation.SystemId, "IncidentGraph", UserRole.Admin, new HashSet<long>()) { IsUser = false };

    /// <summary>False for automations, which hold no place among an incident's people.</summary>
    public bool IsUser { get; init; } = true;

    public bool IsAdmin => Role == UserRole.Admin;

    public bool Has(UserRole role) => Role >= role;
}
