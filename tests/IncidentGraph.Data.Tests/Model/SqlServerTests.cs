using IncidentGraph.Testing;

namespace IncidentGraph.Data.Tests.Model;

public sealed class SqlServerTests
{
    private const string Variable = "INCIDENTGRAPH_SQLSERVER";

    [SkippableFact]
    public async Task On_a_real_sql_server_commands_are_stored_in_order()
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        Skip.If(string.IsNullOrEmpty(server), $"No SQL Server: {Variable} holds no connection string of one where databases may be created.");
        await using var database = await TestDatabase.CreateSqlServerAsync(server!);
        await using var host = new DataHost(database);
        await host.Get<Migrator>().CheckAsync(CancellationToken.None);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => host.Run(TeamCommands.Define($"team-{i}"))));

        Assert.Equal(20, await host.Head());
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), (await host.Events()).Select(e => e.Position));
    }
}
