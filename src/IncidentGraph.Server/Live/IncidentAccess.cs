using IncidentGraph.Domain.People;

namespace IncidentGraph.Server.Live;

/// <summary>Who may know of an incident at present.</summary>
internal sealed record IncidentAccess(bool IsPrivate, IReadOnlySet<long> Allowed)
{
    public bool Allows(Caller caller) => !IsPrivate || caller.SeesPrivate || (caller.IsUser && Allowed.Contains(caller.ActorId));
}
