using IncidentGraph.Data.Archives;
using IncidentGraph.Data.Logs;
using IncidentGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Tests.Archives;

public sealed class RestoreTests
{
    [SkippableTheory]
    [InlineData(DatabaseProvider.Sqlite, DatabaseProvider.Postgres)]
    [InlineData(DatabaseProvider.Postgres, DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Sqlite, DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres, DatabaseProvider.Postgres)]
    public async Task What_is_restored_exports_as_the_same_lines(DatabaseProvider from, DatabaseProvider to)
    {
        await using var origin = await TestDatabase.CreateAsync(from);
        await using var target = await TestDatabase.CreateAsync(to);
        await using var host = new DataHost(origin);
        await using var restored = new DataHost(target);
        await Content.MakeAsync(host);
        var file = await host.Export();

        var summary = await restored.Restore(file);

        var rows = Archive.Rows(file);
        Assert.Equal(rows, Archive.Rows(await restored.Export()));
        Assert.Equal(rows.Length, summary.Rows);
        Assert.Equal(await host.Head(), await restored.Head());
        Assert.Equal(3, await restored.Read(db => db.Incidents.Where(i => i.Id == 1).Select(i => i.MergedIntoId).SingleAsync()));
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task After_a_restore_commands_go_on_where_they_ended_and_old_cursors_are_of_another_log(DatabaseProvider provider)
    {
        await using var origin = await TestDatabase.CreateAsync(provider);
        await using var target = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(origin);
        await using var before = new DataHost(target);
        await Content.MakeAsync(host);
        var head = await host.Head();
        string[] cursors = [await Cursor(host), await Cursor(before)];

        await before.Restore(await host.Export());

        await using var restored = new DataHost(target);
        var codec = await restored.Get<CursorCodecSource>().GetAsync(CancellationToken.None);
        Assert.All(cursors, cursor => Assert.Equal(CursorFault.Invalid, codec.Read(cursor, head, 0).Fault));
        Assert.Equal(head + 1, (await restored.Run(TeamCommands.Define("after"))).Position);
        Assert.Equal(Enumerable.Range(1, (int)head + 1).Select(i => (long)i), (await restored.Events()).Select(e => e.Position));
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task A_database_that_somebody_used_is_left_alone(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database);
        await host.Run(TeamCommands.Define("core"));
        var before = Archive.Rows(await host.Export());

        var refused = await Assert.ThrowsAsync<ArchiveException>(async () => await host.Restore(await Archive.MakeAsync()));

        Assert.Contains("in use", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, Archive.Rows(await host.Export()));
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task Two_restores_at_once_store_one(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var one = new DataHost(database);
        await using var other = new DataHost(database);
        var file = await Archive.MakeAsync();

        var outcomes = await Task.WhenAll(Outcome(one, file), Outcome(other, file));

        Assert.Equal([false, true], outcomes.Order());
        Assert.Equal(Archive.Rows(file), Archive.Rows(await one.Export()));
    }

    private static async Task<bool> Outcome(DataHost host, byte[] file)
    {
        try
        {
            await Task.Yield();
            return await host.Restore(file) is not null;
        }
        catch (ArchiveException)
        {
            return false;
        }
    }

    private static async Task<string> Cursor(DataHost host) =>
        (await host.Get<CursorCodecSource>().GetAsync(CancellationToken.None)).Write(1);
}
