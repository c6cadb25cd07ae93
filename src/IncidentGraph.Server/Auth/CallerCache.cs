using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Server.Auth;

/// <summary>Remembers who is known, users or keys, for a short while, and no more of them than configured. Safe for concurrent use.</summary>
internal sealed class CallerCache<TKey, TKnown>(TimeProvider clock, IOptions<AuthOptions> options)
    where TKey : notnull
    where TKnown : class
{
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();
    private long _generation;

    /// <summary>Ask before looking somebody up, and hand it to <see cref="Add"/>: what was read before a change is not kept after it.</summary>
    public long Generation => Interlocked.Read(ref _generation);

    public TKnown? Find(TKey key) =>
        _entries.TryGetValue(key, out var entry)
        && entry.Until > clock.GetUtcNow()
        && entry.Generation == Generation
            ? entry.Known
            : null;

    public void Add(TKey key, TKnown known, long generation)
    {
        // Full is rare, and looking everybody up once more is cheap; an order of eviction is not.
        if (_entries.Count >= options.Value.CacheSize)
            _entries.Clear();

        _entries[key] = new Entry(known, clock.GetUtcNow() + options.Value.CacheFor, generation);
    }

    public void Clear()
    {
        Interlocked.Increment(ref _generation);
        _entries.Clear();
    }

    private sealed record Entry(TKnown Known, DateTimeOffset Until, long Generation);
}
