using IncidentGraph.Data.Commits;
using IncidentGraph.Data.Tests.Faults;
using IncidentGraph.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IncidentGraph.Data.Tests.Commits;

public sealed class CrashTests
{
    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task A_fault_between_any_two_steps_leaves_state_event_and_key_or_none(DatabaseProvider provider)
    {
        var faults = new FaultAtStep();
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database, null, faults.Interceptors);
        await using var reader = new DataHost(database);

        var step = 0;
        do
        {
            faults.Arm(++step);
            var result = await Attempt(host, $"team-{step}");

            var isStored = await reader.Read(db => db.Teams.AnyAsync(t => t.Key == $"team-{step}"));
            Assert.True(result is not null == isStored, $"Step {step}, {faults.At}: answered {result}, stored {isStored}");
            await AssertWhole(reader);
        }
        while (faults.Fired);

        Assert.InRange(step, 15, 60);
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task A_commit_whose_answer_was_lost_is_found_in_the_log(DatabaseProvider provider)
    {
        var faults = new FaultAtStep();
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database, null, faults.Interceptors);
        CommitResult? settled = null;
        for (var step = 1; faults.At != "after COMMIT"; step++)
        {
            faults.Arm(step);
            settled = await Attempt(host, $"team-{step}");
        }

        Assert.True(settled is { IsAccepted: true, Position: 1 });
        Assert.Single(await host.Events());
    }

    [SkippableFact]
    public async Task After_a_broken_connection_the_command_is_decided_anew_and_stored_once()
    {
        var faults = new FaultAtStep();
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        await using var host = new DataHost(database, null, faults.Interceptors);
        await using var reader = new DataHost(database);

        var step = 0;
        do
        {
            faults.Arm(++step, () => new NpgsqlException("The connection broke.", new IOException()));
            var result = await host.Run(TeamCommands.Define($"team-{step}"));
            Assert.True(result.IsAccepted, $"Step {step}, {faults.At}");
            Assert.Equal(step, await reader.CountTeams());
            await AssertWhole(reader);
        }
        while (faults.Fired);
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task Waiting_too_long_for_a_lock_is_unavailable_and_stores_nothing(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var hold = new Breakpoint();
        await using var holder = new DataHost(database, null, hold);
        await using var host = new DataHost(database);
        var holding = Task.Run(() => holder.Run(TeamCommands.Define("holder")));
        await hold.Reached;

        await Assert.ThrowsAsync<StoreUnavailableException>(() => host.Run(TeamCommands.Define("waiter")));

        hold.Continue();
        Assert.Equal(1, (await holding).Position);
        Assert.Equal(1, await host.CountTeams());
        Assert.Equal(2, (await host.Run(TeamCommands.Define("waiter"))).Position);
    }

    private static async Task<CommitResult?> Attempt(DataHost host, string team)
    {
        try
        {
            return await host.Run(TeamCommands.Define(team, new IdempotencyKey("me", team, "hash")));
        }
        catch (Exception error) when (error is InjectedFaultException || error.InnerException is InjectedFaultException)
        {
            return null;
        }
    }

    private static async Task AssertWhole(DataHost host)
    {
        var teams = await host.CountTeams();
        Assert.Equal(teams, await host.Head());
        Assert.Equal(teams, await host.Read(db => db.Events.LongCountAsync()));
        Assert.InRange(await host.Read(db => db.Database.SqlQuery<long>($"SELECT COUNT(*) AS \"Value\" FROM idempotency").SingleAsync()), 0, teams);
    }
}
