using IncidentGraph.Data.Logs;
using IncidentGraph.Testing;
using Microsoft.Extensions.Time.Testing;

namespace IncidentGraph.Data.Tests.Logs;

public sealed class LogHeadWatcherTests
{
    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task A_commit_of_this_process_wakes_at_once(DatabaseProvider provider)
    {
        // A clock that stands still: only the signal can end the wait.
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database, new FakeTimeProvider());
        var waiting = host.Get<LogHeadWatcher>().WaitBeyondAsync(0, CancellationToken.None);

        await host.Run(TeamCommands.Define("payments"));

        Assert.Equal(1, await waiting);
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task A_commit_of_another_process_is_found_by_polling(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database);
        await using var other = new DataHost(database);
        var waiting = host.Get<LogHeadWatcher>().WaitBeyondAsync(0, CancellationToken.None);

        await other.Run(TeamCommands.Define("payments"));

        Assert.Equal(1, await waiting);
    }

    [SkippableFact]
    public async Task What_is_already_there_is_answered_without_waiting()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var host = new DataHost(database, new FakeTimeProvider());
        await host.Run(TeamCommands.Define("payments", events: 3));

        Assert.Equal(3, await host.Get<LogHeadWatcher>().WaitBeyondAsync(2, CancellationToken.None));
    }

    [SkippableFact]
    public async Task Giving_up_ends_the_wait()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var host = new DataHost(database, new FakeTimeProvider());
        using var cancel = new CancellationTokenSource();
        var waiting = host.Get<LogHeadWatcher>().WaitBeyondAsync(0, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
