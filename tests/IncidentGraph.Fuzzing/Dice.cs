namespace IncidentGraph.Fuzzing;

/// <summary>Chance that can be repeated: SplitMix64, which makes good numbers from any seed, those side by side too. Not thread-safe.</summary>
public sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>From 0 to one less than <paramref name="count"/>.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);

    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>Some of them, each at most once, in their order.</summary>
    public IReadOnlyList<T> Some<T>(IReadOnlyList<T> from, int most)
    {
        var taken = new SortedSet<int>();
        for (var left = Math.Min(most, from.Count); left > 0; left--)
            taken.Add(Below(from.Count));
        return [.. taken.Select(i => from[i])];
    }

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
            bytes[i] = (byte)Next();
        return bytes;
    }
}
