using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Server.Auth;

/// <summary>Remembers known users for a short while, and no more of them than configured. Safe for concurrent use.</summary>
internal sealed class CallerCache(TimeProvider clock, IOptions<AuthOptions> options)
{
    private readonly ConcurrentDictionary<(string Issuer, string Subject), Entry> _entries = new();
    private long _generation;

    /// <summary>Ask before looking a user up, and hand it to <see cref="Add"/>: what was read before a change is not kept after it.</summary>
    public long Generation => Interlocked.Read(ref _generation);

    public KnownUser? Find(TokenIdentity identity) =>
        _entries.TryGetValue((identity.Issuer, identity.Subject), out var entry)
        && entry.Until > clock.GetUtcNow()
        && entry.Generation == Generation
            ? entry.User
            : null;

    public void Add(TokenIdentity identity, KnownUser user, long generation)
    {
        // Full is rare, and looking everybody up once more is cheap; an order of eviction is not.
        if (_entries.Count >= options.Value.CacheSize)
            _entries.Clear();

        _entries[(identity.Issuer, identity.Subject)] = new Entry(user, clock.GetUtcNow() + options.Value.CacheFor, generation);
    }

    public void Clear()
    {
        Interlocked.Increment(ref _generation);
        _entries.Clear();
    }

    private sealed record Entry(KnownUser User, DateTimeOffset Until, long Generation);
}
