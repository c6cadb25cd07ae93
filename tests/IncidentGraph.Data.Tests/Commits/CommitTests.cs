using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.People;
using IncidentGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Tests.Commits;

public sealed class CommitTests
{
    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task A_command_stores_its_state_and_its_events_with_contiguous_positions(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database);

        var first = await host.Run(TeamCommands.Define("payments", events: 2));
        var second = await host.Run(TeamCommands.Define("search"));

        Assert.Equal([EntityRef.Of("Team", 1)], first.Objects);
        Assert.Equal(2, first.Position);
        Assert.Equal(3, second.Position);
        Assert.Equal(3, await host.Head());
        Assert.Equal([1L, 2, 3], (await host.Events()).Select(e => e.Position));
        Assert.Equal(["payments", "search"], await host.Read(db => db.Teams.OrderBy(t => t.Id).Select(t => t.Key).ToListAsync()));
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task A_refused_command_stores_nothing_and_takes_no_number(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database);

        var refused = await host.Run(TeamCommands.Refuse());
        var accepted = await host.Run(TeamCommands.Define("payments"));

        Assert.IsType<ValidationError>(Assert.Single(refused.Errors));
        Assert.Null(refused.Position);
        Assert.Equal([EntityRef.Of("Team", 1)], accepted.Objects);
        Assert.Equal(1, await host.CountTeams());
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task A_refused_command_of_a_batch_contributes_nothing(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database);
        var key = new IdempotencyKey("me", "1", "hash");

        var results = await host.Commit.RunBatchAsync(
            [TeamCommands.Define("a"), TeamCommands.Refuse(key), TeamCommands.Define("a"), TeamCommands.Define("b", key, events: 2)], CancellationToken.None);

        Assert.Equal([true, false, false, true], results.Select(result => result.IsAccepted));
        Assert.Equal([1L, null, null, 3L], results.Select(result => result.Position));
        Assert.Equal([1L, 2], await host.Read(db => db.Teams.OrderBy(t => t.Id).Select(t => t.Id).ToListAsync()));
        Assert.IsType<AlreadyExistsError>(Assert.Single(results[2].Errors));
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task Commands_that_need_only_what_those_before_them_left_are_stored_as_if_one_by_one(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database);
        var team = new Team { Id = 7, Key = "payments", Name = "0" };
        const int Renames = 150; // more than are saved at a time

        var results = await host.Commit.RunBatchAsync(
            [
                TeamCommands.Leave(team), TeamCommands.RefuseContained(),
                .. Enumerable.Range(1, Renames).Select(i => TeamCommands.RenameLeft(team, $"{i}")),
                TeamCommands.Define("search"), TeamCommands.RenameLeft(team, "last"),
            ],
            CancellationToken.None);

        Assert.Equal([1], results.Index().Where(r => !r.Item.IsAccepted).Select(r => r.Index));
        Assert.Equal(Enumerable.Range(1, Renames + 3).Select(i => (long?)i), results.Select(r => r.Position).OfType<long>().Select(p => (long?)p));
        Assert.Equal(Renames + 3, (await host.Events()).Select(e => e.CommandId).Distinct().Count());
        var stored = await host.Read(db => db.Teams.OrderBy(t => t.Id).Select(t => new { t.Key, t.Name, t.Version }).ToListAsync());
        Assert.Equal(["search", "payments"], stored.Select(t => t.Key));
        Assert.Equal(("last", team.Version), (stored[1].Name, stored[1].Version));
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task A_lost_race_is_decided_anew_on_fresh_state(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database);
        await using var other = new DataHost(database);
        await host.Run(TeamCommands.Define("payments"));
        var decisions = 0;

        var result = await host.Run(TeamCommands.Rename(1, "Mine", () => RaceOnce(provider, other, ++decisions)));

        Assert.True(result.IsAccepted);
        Assert.Equal(provider == DatabaseProvider.Sqlite ? 1 : 2, decisions);
        Assert.Equal("Mine", await host.Read(db => db.Teams.Select(t => t.Name).SingleAsync()));
        Assert.Equal(await host.Head(), await host.Read(db => db.Events.LongCountAsync()));
    }

    [SkippableFact]
    public async Task A_race_lost_too_often_is_unavailable_and_stores_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        await using var host = new DataHost(database);
        await using var other = new DataHost(database);
        await host.Run(TeamCommands.Define("payments"));
        var decisions = 0;

        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            host.Run(TeamCommands.Rename(1, "Mine", () => other.Run(TeamCommands.Rename(1, $"Theirs {++decisions}")))));

        Assert.Equal(4, decisions);
        Assert.Equal("Theirs 4", await host.Read(db => db.Teams.Select(t => t.Name).SingleAsync()));
    }

    [SkippableFact]
    public async Task With_an_expected_version_a_lost_race_is_a_version_conflict()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        await using var host = new DataHost(database);
        await using var other = new DataHost(database);
        await host.Run(TeamCommands.Define("payments"));
        var decisions = 0;

        var result = await host.Run(TeamCommands.Rename(
            1, "Mine", () => RaceOnce(DatabaseProvider.Postgres, other, ++decisions), expectedVersion: 1));

        Assert.Equal(2, Assert.IsType<VersionConflictError>(Assert.Single(result.Errors)).ActualVersion);
        Assert.Equal("Theirs", await host.Read(db => db.Teams.Select(t => t.Name).SingleAsync()));
    }

    [SkippableFact]
    public async Task Of_two_at_once_with_the_same_unique_key_one_finds_the_other()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        await using var host = new DataHost(database);

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => host.Run(TeamCommands.Define("payments"))));

        Assert.Single(results, result => result.IsAccepted);
        Assert.All(results.Where(result => !result.IsAccepted), result => Assert.IsType<AlreadyExistsError>(Assert.Single(result.Errors)));
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task Saving_outside_of_Commit_is_refused(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database);
        await host.Run(TeamCommands.Define("payments"));
        await using var db = await host.Contexts.CreateDbContextAsync();
        (await db.Teams.SingleAsync()).Name = "Changed";

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }

    /// <summary>On SQLite nobody else can write meanwhile, so there is no race to lose.</summary>
    private static Task RaceOnce(DatabaseProvider provider, DataHost other, int decision) =>
        provider == DatabaseProvider.Sqlite || decision > 1 ? Task.CompletedTask : other.Run(TeamCommands.Rename(1, "Theirs"));
}
