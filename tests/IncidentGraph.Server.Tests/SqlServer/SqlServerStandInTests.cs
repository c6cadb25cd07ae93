using System.Data.Common;
using IncidentGraph.Data;
using IncidentGraph.Testing.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentGraph.Server.Tests.SqlServer;

/// <summary>The stand-in refuses what it would have to guess, and what SqlClient refuses.</summary>
public sealed class SqlServerStandInTests : IAsyncLifetime
{
    private SqlServerStandIn _standIn = null!; // set before each test
    private ServiceProvider _services = null!; // likewise
    private IncidentDbContext _db = null!; // likewise

    public async Task InitializeAsync()
    {
        _standIn = await SqlServerStandIn.CreateAsync();
        _services = new ServiceCollection().AddIncidentData(_standIn.Options).AddSingleton<IInterceptor>(_standIn).BuildServiceProvider();
        _db = await _services.GetRequiredService<IDbContextFactory<IncidentDbContext>>().CreateDbContextAsync();
    }

    public async Task DisposeAsync()
    {
        await _db.DisposeAsync();
        await _services.DisposeAsync();
        await _standIn.DisposeAsync();
    }

    [Theory]
    [InlineData("SELECT TOP 1 WITH TIES position FROM log_head ORDER BY position")]
    [InlineData("SELECT SOUNDEX(name) FROM counters")]
    [InlineData("SELECT position FROM log_head LIMIT 1")]
    [InlineData("DROP TABLE counters")]
    public async Task A_statement_that_it_cannot_translate_fails_and_is_named(string sql)
    {
        var error = await Assert.ThrowsAsync<NotSupportedException>(() => _db.Database.ExecuteSqlRawAsync(sql));

        Assert.EndsWith(sql, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_that_is_not_there_is_no_text() =>
        await Assert.ThrowsAnyAsync<DbException>(() => _db.Database.ExecuteSqlRawAsync("""SELECT "place" FROM log_head"""));

    [Fact]
    public async Task A_number_is_read_as_what_it_was_declared()
    {
        await using var rows = await ReadAsync("SELECT position FROM log_head");
        await rows.ReadAsync();

        Assert.Equal(0, rows.GetInt64(0));
        Assert.Throws<InvalidCastException>(() => rows.GetInt32(0));
    }

    [Fact]
    public async Task One_reader_at_a_time_has_the_connection()
    {
        await using (await ReadAsync("SELECT position FROM log_head"))
            await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync("SELECT name FROM counters"));

        await using var after = await ReadAsync("SELECT name FROM counters");
        Assert.True(await after.ReadAsync());
    }

    [Fact]
    public async Task Text_is_joined_and_numbers_are_added_by_the_same_sign()
    {
        await using var rows = await ReadAsync("SELECT N'a' + N'b', 1 + 2, N'a' + NULL, LEN(N'ab  '), ~CAST(1 AS bit), CAST(1 AS bit) ^ CAST(1 AS bit)");
        await rows.ReadAsync();

        Assert.Equal(("ab", 3, true, 2, 0, 0), (rows.GetString(0), rows.GetInt32(1), await rows.IsDBNullAsync(2), rows.GetInt32(3), rows.GetInt32(4), rows.GetInt32(5)));
    }

    private async Task<DbDataReader> ReadAsync(string sql)
    {
        await _db.Database.OpenConnectionAsync();
        await using var command = _db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteReaderAsync();
    }
}
