using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentGraph.Server.Tests.Connections;

/// <summary>How a database would run a statement whatever its values are; PostgreSQL is told to avoid what an index makes needless.</summary>
internal static partial class Plan
{
    public static async Task<string> OfAsync(TestServer server, string sql)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IncidentDbContext>();
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        if (server.Provider == DatabaseProvider.Sqlite)
            return await ReadAsync(connection, $"EXPLAIN QUERY PLAN {Parameter().Replace(sql, "NULL")}", column: 3);
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off; SET LOCAL plan_cache_mode = force_generic_plan");
        var names = Parameter().Matches(sql).Select(m => m.Value).Distinct(StringComparer.Ordinal).ToList();
        await RunAsync(connection, $"PREPARE page AS {Parameter().Replace(sql, m => string.Create(CultureInfo.InvariantCulture, $"${names.IndexOf(m.Value) + 1}"))}");
        var plan = await ReadAsync(connection, $"EXPLAIN EXECUTE page{(names.Count == 0 ? "" : $"({string.Join(", ", names.Select(_ => "NULL"))})")}", column: 0);
        await RunAsync(connection, "DEALLOCATE page");
        return plan;
    }

    private static async Task<string> ReadAsync(DbConnection connection, string sql, int column)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(column));
        return string.Join('\n', lines);
    }

    private static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex(@"@\w+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
