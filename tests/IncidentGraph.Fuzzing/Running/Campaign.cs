using System.Collections.Concurrent;
using System.Net.Sockets;
using IncidentGraph.Fuzzing.Generation;
using IncidentGraph.Fuzzing.Judgement;
using IncidentGraph.Fuzzing.Wire;

namespace IncidentGraph.Fuzzing.Running;

/// <summary>Plays case after case, a few at a time, and keeps what the server did not pass.</summary>
/// <param name="schema">What documents are made of.</param>
/// <param name="target">The server.</param>
/// <param name="found">Is told of each finding at once.</param>
internal sealed class Campaign(SchemaModel schema, Target target, Action<Finding>? found = null)
{
    private const int Lanes = 4;

    private readonly ConcurrentQueue<Finding> _findings = new();
    private readonly ConcurrentDictionary<ulong, string> _underWay = new();

    public Tally Tally { get; } = new();

    public IReadOnlyCollection<Finding> Findings => _findings;

    /// <summary>The cases that are being played now, by their seeds: one of them did what the server's log complains of.</summary>
    public IReadOnlyCollection<ulong> UnderWay => [.. _underWay.Keys];

    /// <summary>The seeds of the cases of a run, without end.</summary>
    public static IEnumerable<ulong> Seeds(ulong seed)
    {
        var dice = new Dice(seed);
        while (true)
            yield return dice.Next();
    }

    public Task RunAsync(IEnumerable<ulong> seeds) =>
        Parallel.ForEachAsync(seeds, new ParallelOptions { MaxDegreeOfParallelism = Lanes }, async (seed, _) => await PlayAsync(seed));

    private async Task PlayAsync(ulong seed)
    {
        var script = Case.Of(seed, schema, target);
        _underWay[seed] = script.Kind;
        try
        {
            Tally.Add(script.Kind, await Player.PlayAsync(script, target));
        }
        catch (Exception e) when (e is Fault or SocketException)
        {
            Tally.Add(script.Kind, ["found"]);
            var finding = new Finding(seed, e.Message, script);
            _findings.Enqueue(finding);
            found?.Invoke(finding);
        }
        finally
        {
            _underWay.TryRemove(seed, out var _);
        }
    }
}
