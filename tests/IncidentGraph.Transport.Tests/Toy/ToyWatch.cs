using System.Collections.Immutable;
using System.Security.Claims;

namespace IncidentGraph.Transport.Tests.Toy;

/// <summary>Sends people away when a test says so. Who is called "gone" has to leave before anybody watches.</summary>
public sealed class ToyWatch : IConnectionWatch
{
    private readonly Signal<ImmutableList<Entry>> _watched = new([]);

    public ValueTask<IDisposable> WatchAsync(ClaimsPrincipal user, Action leave, CancellationToken ct)
    {
        var entry = new Entry(this, user.FindFirstValue(ClaimTypes.Name) ?? "", leave);
        _watched.Change(watched => watched.Add(entry));
        if (entry.Name == "gone")
            leave();
        return ValueTask.FromResult<IDisposable>(entry);
    }

    /// <summary>Waits until exactly these are watched, in the order in which they came.</summary>
    public Task WatchesAsync(params string[] names) =>
        _watched.UntilAsync(watched => watched.Select(entry => entry.Name).SequenceEqual(names, StringComparer.Ordinal)).WaitAsync(TimeSpan.FromSeconds(10));

    /// <summary>The n-th that is watched has to leave.</summary>
    public void SendAway(int n = 0) => _watched.Value[n].Leave();

    /// <summary>How the n-th that is watched is told to leave, to be used when it is watched no longer.</summary>
    public Action Leaving(int n = 0) => _watched.Value[n].Leave;

    private sealed class Entry(ToyWatch watch, string name, Action leave) : IDisposable
    {
        public string Name => name;

        public Action Leave => leave;

        public void Dispose() => watch._watched.Change(watched => watched.Remove(this));
    }
}
