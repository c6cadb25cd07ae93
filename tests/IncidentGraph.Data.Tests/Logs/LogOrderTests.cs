using IncidentGraph.Data.Tests.Faults;
using IncidentGraph.Testing;

namespace IncidentGraph.Data.Tests.Logs;

public sealed class LogOrderTests
{
    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task While_one_holds_the_head_another_waits_and_comes_after_it(DatabaseProvider provider)
    {
        await using var race = await Race.StartAsync(provider);

        Assert.False(race.Second.IsCompleted);
        race.Hold.Continue();

        Assert.Equal(3, (await race.First).Position);
        Assert.Equal(4, (await race.Second).Position);
        Assert.Equal([1L, 2, 3, 4], (await race.Reader.Events()).Select(e => e.Position));
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task When_the_holder_rolls_back_the_waiting_one_takes_its_position(DatabaseProvider provider)
    {
        await using var race = await Race.StartAsync(provider);

        Assert.False(race.Second.IsCompleted);
        race.Hold.Fail();

        await Assert.ThrowsAsync<InjectedFaultException>(() => race.First);
        Assert.Equal(3, (await race.Second).Position);
        Assert.Equal([1L, 2, 3], (await race.Reader.Events()).Select(e => e.Position));
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task After_a_storm_of_writers_positions_are_contiguous_and_a_reader_saw_no_gap(DatabaseProvider provider)
    {
        const int Writers = 8;
        const int Each = 12;
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var one = new DataHost(database);
        await using var two = new DataHost(database);
        using var done = new CancellationTokenSource();
        var reading = Task.Run(() => FollowAsync(one, done.Token));

        var writing = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
                await (writer % 2 == 0 ? one : two).Run(TeamCommands.Define($"team-{writer}-{i}", events: 1 + (i % 3)));
        }));
        await Task.WhenAll(writing);
        await done.CancelAsync();

        var events = await one.Events();
        Assert.Equal(Writers * Each * 2, events.Count);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(i => (long)i), events.Select(e => e.Position));
        Assert.Equal(events.Count, await one.Head());
        Assert.All(events.GroupBy(e => e.CommandId), command => Assert.Equal(command.Count() - 1, command.Max(e => e.Position) - command.Min(e => e.Position)));
        Assert.Equal(events.Select(e => e.Id), (await reading).Concat(await Ids(one, (await reading).Count)));
    }

    /// <summary>A reader beside the writers: whatever it is given must continue where it stood.</summary>
    private static async Task<List<Guid>> FollowAsync(DataHost host, CancellationToken ct)
    {
        var seen = new List<Guid>();
        while (!ct.IsCancellationRequested)
        {
            foreach (var happened in await host.Events(seen.Count, 7))
            {
                Assert.Equal(seen.Count + 1, happened.Position);
                seen.Add(happened.Id);
            }
        }

        return seen;
    }

    private static async Task<IEnumerable<Guid>> Ids(DataHost host, int after) => (await host.Events(after)).Select(e => e.Id);
}
