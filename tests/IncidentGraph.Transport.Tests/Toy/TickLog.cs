using System.Runtime.CompilerServices;

namespace IncidentGraph.Transport.Tests.Toy;

/// <summary>Numbered ticks, all of which can be read again.</summary>
public sealed class TickLog
{
    private readonly Signal<int> _last = new(0);
    private readonly Signal<int> _readers = new(0);

    public int Last => _last.Value;

    public int Readers => _readers.Value;

    public int Add() => _last.Change(last => last + 1);

    /// <summary>Waits until so many streams read the log.</summary>
    public Task ReadersAsync(int count) => _readers.UntilAsync(readers => readers == count).WaitAsync(TimeSpan.FromSeconds(10));

    public async IAsyncEnumerable<int> ReadAsync(int after, [EnumeratorCancellation] CancellationToken ct)
    {
        _readers.Change(readers => readers + 1);
        try
        {
            while (true)
            {
                var last = await _last.UntilAsync(last => last > after).WaitAsync(ct);
                while (after < last)
                    yield return ++after;
            }
        }
        finally
        {
            _readers.Change(readers => readers - 1);
        }
    }
}
