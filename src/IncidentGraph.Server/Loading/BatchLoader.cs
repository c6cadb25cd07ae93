using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Engine;

namespace IncidentGraph.Server.Loading;

/// <summary>
/// Collects the keys that fields ask for and fetches them at once when the first of them is needed. It keeps nothing
/// afterwards: a later field of a mutation sees what an earlier one changed. One per operation; not thread-safe.
/// </summary>
public abstract class BatchLoader<TKey, TValue>
    where TKey : notnull
{
    /// <summary>Databases bound the parameters of a statement; larger batches are fetched in parts.</summary>
    private const int LargestFetch = 1000;

    private Batch? _open;

    public Deferred<TValue?> Load(TKey key)
    {
        var batch = _open ??= new Batch(this);
        batch.Keys.Add(key);
        return new Deferred<TValue?>(async ct =>
            (await batch.ValuesAsync(ct)).TryGetValue(key, out var value) ? value : default);
    }

    /// <summary>For what is there, as the caller has just seen elsewhere; the field fails with <see cref="HiddenException"/> otherwise.</summary>
    public Deferred<TValue> LoadSeen(TKey key) => Load(key).Then(value => value ?? throw new HiddenException());

    protected abstract Task<Dictionary<TKey, TValue>> FetchAsync(IReadOnlyList<TKey> keys, CancellationToken ct);

    private sealed class Batch(BatchLoader<TKey, TValue> loader)
    {
        private Task<Dictionary<TKey, TValue>>? _values;

        public HashSet<TKey> Keys { get; } = [];

        public Task<Dictionary<TKey, TValue>> ValuesAsync(CancellationToken ct) => _values ??= CloseAsync(ct);

        private async Task<Dictionary<TKey, TValue>> CloseAsync(CancellationToken ct)
        {
            if (ReferenceEquals(loader._open, this))
                loader._open = null;
            var all = new Dictionary<TKey, TValue>(Keys.Count);
            foreach (var part in Keys.Chunk(LargestFetch))
            {
                foreach (var (key, value) in await loader.FetchAsync(part, ct))
                    all[key] = value;
            }

            return all;
        }
    }
}
