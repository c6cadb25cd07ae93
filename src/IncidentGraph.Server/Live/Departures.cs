using System.Collections.Concurrent;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Auth;

namespace IncidentGraph.Server.Live;

/// <summary>
/// Follows what the log says of the rights of callers, on every node: forgets what was remembered of them, and ends the streams of
/// those who may no longer come in. Safe for concurrent use.
/// </summary>
internal sealed class Departures(CallerResolver callers)
{
    private readonly ConcurrentDictionary<Stay, long?> _actors = new();

    /// <summary>Watches over one stream until the answer is disposed of. Ask anew whether the caller may come in once it watches.</summary>
    public Stay Watch(Caller? caller)
    {
        var stay = new Stay(left => _actors.TryRemove(left, out _));
        _actors[stay] = caller?.ActorId;
        return stay;
    }

    public void Follow(IReadOnlyList<DomainEvent> events)
    {
        if (events.Any(e => e.Payload is TeamDefined or ApiKeyRevoked))
            callers.Forget();
        foreach (var revoked in events.Select(e => e.Payload).OfType<ApiKeyRevoked>())
            End(revoked.ApiKeyId);
    }

    private void End(long actorId)
    {
        foreach (var (stay, _) in _actors.Where(s => s.Value == actorId))
            stay.End();
    }
}
