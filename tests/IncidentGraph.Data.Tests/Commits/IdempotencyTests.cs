using IncidentGraph.Data.Commits;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace IncidentGraph.Data.Tests.Commits;

public sealed class IdempotencyTests
{
    private static readonly IdempotencyKey Key = new("issuer|subject|defineTeam", "k1", "hash");

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task A_repetition_answers_with_the_first_outcome_and_stores_nothing(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database);

        var first = await host.Run(TeamCommands.Define("payments", Key));
        await host.Run(TeamCommands.Define("search"));
        var again = await host.Run(TeamCommands.Define("payments", Key));

        Assert.False(first.IsReplay);
        Assert.True(again.IsReplay);
        Assert.Equal(first.Objects, again.Objects);
        Assert.Equal(first.Position, again.Position);
        Assert.Equal(2, await host.Head());
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task Twins_at_the_same_time_store_once_and_answer_alike(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database);
        await using var other = new DataHost(database);

        var results = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(i => Task.Run(() => (i % 2 == 0 ? host : other).Run(TeamCommands.Define("payments", Key)))));

        Assert.Single(results, result => !result.IsReplay);
        Assert.All(results, result => Assert.Equal((1L, true), (result.Position!.Value, result.IsAccepted)));
        Assert.Equal(1, await host.CountTeams());
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task Another_input_under_the_same_key_is_a_conflict(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database);
        await host.Run(TeamCommands.Define("payments", Key));

        var other = await host.Run(TeamCommands.Define("search", Key with { InputHash = "other" }));

        Assert.IsType<IdempotencyConflictError>(Assert.Single(other.Errors));
        Assert.Equal(1, await host.CountTeams());
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task The_same_key_in_another_scope_is_another_key(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database);
        await host.Run(TeamCommands.Define("payments", Key));

        var other = await host.Run(TeamCommands.Define("search", Key with { Scope = "issuer|somebody|defineTeam" }));

        Assert.True(other is { IsAccepted: true, IsReplay: false });
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task Only_success_is_remembered(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database);

        var refused = await host.Run(TeamCommands.Refuse(Key));
        var accepted = await host.Run(TeamCommands.Define("payments", Key));

        Assert.False(refused.IsAccepted);
        Assert.True(accepted is { IsAccepted: true, IsReplay: false });
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task After_a_day_the_key_is_free_again(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero));
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database, clock);
        await host.Run(TeamCommands.Define("payments", Key));

        clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMilliseconds(1));
        Assert.True((await host.Run(TeamCommands.Define("payments", Key))).IsReplay);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False((await host.Run(TeamCommands.Define("search", Key with { InputHash = "other" }))).IsReplay);
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task Housekeeping_deletes_what_expired_and_keeps_the_rest(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero));
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database, clock);
        await host.Run(TeamCommands.Define("payments", Key));
        clock.Advance(TimeSpan.FromHours(24));
        await host.Run(TeamCommands.Define("search", Key with { Key = "k2" }));

        var deleted = await host.Get<Housekeeping>().SweepAsync(CancellationToken.None);

        Assert.Equal(1, deleted);
        Assert.Equal(1, await host.Read(db => db.Database.SqlQuery<int>($"SELECT CAST(COUNT(*) AS integer) AS \"Value\" FROM idempotency").SingleAsync()));
        Assert.Equal(2, await host.Head());
    }
}
