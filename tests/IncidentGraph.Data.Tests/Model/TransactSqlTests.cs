using IncidentGraph.Data.Commits;
using IncidentGraph.Data.Mapping;
using IncidentGraph.Data.Search;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Search;
using IncidentGraph.Testing.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace IncidentGraph.Data.Tests.Model;

/// <summary>No SQL Server is at hand: that what is generated for it is T-SQL, its own parser says.</summary>
public sealed class TransactSqlTests
{
    [Theory]
    [InlineData(MigrationsSqlGenerationOptions.Default)]
    [InlineData(MigrationsSqlGenerationOptions.Idempotent)]
    public void The_migrations_are_valid_t_sql(MigrationsSqlGenerationOptions options)
    {
        using var db = Contexts.Offline(DatabaseProvider.SqlServer);
        var script = db.GetService<IMigrator>().GenerateScript(options: options);

        Assert.Contains("CREATE TABLE [incidents]", script, StringComparison.Ordinal);
        Assert.DoesNotContain("ON DELETE CASCADE", script, StringComparison.Ordinal);
        AssertParses(script);
    }

    [Fact]
    public void The_statements_written_by_hand_are_valid_t_sql()
    {
        using var db = Contexts.Offline(DatabaseProvider.SqlServer);

        AssertParses(db.ReserveSql.Replace("{0}", "@p0", StringComparison.Ordinal));
        AssertParses(db.NextSql.Replace("{0}", "@p0", StringComparison.Ordinal));
        AssertParses(db.LockIncidentSql!.Replace("{0}", "@p0", StringComparison.Ordinal)); // SQL Server has one.
        AssertParses(db.BoundLockWaitSql!); // SQL Server has one.
    }

    [Fact]
    public void The_queries_of_commit_and_lists_are_valid_t_sql()
    {
        using var db = Contexts.Offline(DatabaseProvider.SqlServer);

        Assert.All(Queries(db), query => AssertParses(query.ToQueryString()));
    }

    [SkippableFact]
    public async Task The_schema_of_the_migrations_is_that_of_the_model()
    {
        await using var db = Contexts.Offline(DatabaseProvider.SqlServer);

        var migrated = await SqlServerModel.AskAsync(db.GetService<IMigrator>().GenerateScript(), []);
        var created = await SqlServerModel.AskAsync(db.Database.GenerateCreateScript(), []);

        Assert.Empty(migrated.Complaints);
        Assert.True(created.Schema.Count > 400, $"{created.Schema.Count} columns, constraints and indexes");
        Assert.Equal(created.Schema, migrated.Schema.Where(line => !line.StartsWith("__EFMigrationsHistory ", StringComparison.Ordinal)));
    }

    [SkippableFact]
    public async Task The_statements_fit_the_schema()
    {
        await using var db = Contexts.Offline(DatabaseProvider.SqlServer);
        string[] byHand = [db.ReserveSql, db.NextSql, db.LockIncidentSql!]; // SQL Server has one.
        string[] statements =
        [
            .. byHand.Select(sql => $"DECLARE @p0 bigint = 1;\n{sql.Replace("{0}", "@p0", StringComparison.Ordinal)}"),
            .. Queries(db).Select(query => query.ToQueryString()),
        ];

        var answer = await SqlServerModel.AskAsync(db.GetService<IMigrator>().GenerateScript(), [.. statements.Select(sql => new SqlServerStatement("", sql))]);

        Assert.Empty(answer.Complaints);
    }

    [SkippableTheory]
    [InlineData("SELECT i.colour FROM incidents AS i", "colour")]
    [InlineData("SELECT o.id FROM outages AS o", "outages")]
    [InlineData("UPDATE log_head SET place = 1 OUTPUT inserted.position WHERE id = 1", "place")]
    public async Task A_name_that_the_schema_has_not_is_told(string sql, string name)
    {
        await using var db = Contexts.Offline(DatabaseProvider.SqlServer);

        var answer = await SqlServerModel.AskAsync(db.GetService<IMigrator>().GenerateScript(), [new("", sql)]);

        Assert.Contains(answer.Complaints, complaint => complaint.Contains($"[{name}]", StringComparison.Ordinal) && complaint.Contains(sql, StringComparison.Ordinal));
    }

    [Fact]
    public void The_parser_would_tell() =>
        Assert.Throws<Xunit.Sdk.EmptyException>(() => AssertParses("SELECT FROM incidents LIMIT 1"));

    private static IEnumerable<IQueryable> Queries(IncidentDbContext db)
    {
        var ids = new long[] { 1, 2 };
        var before = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        yield return db.Incidents.AsSingleQuery().Include(i => i.Impacts.OrderBy(p => p.Ordinal)).Include(i => i.Facts!.Services)
            .Where(i => ids.Contains(i.Id)).OrderBy(i => i.Id);
        yield return db.Incidents
            .Where(i => EF.Property<string>(i, Derived.TitleFolded).Contains("pay") && i.IsOpen)
            .Where(i => EF.Property<int>(i, Derived.SeveritySort) >= 1 && (EF.Property<int>(i, Derived.SeveritySort) > 1 || i.Id > 7))
            .OrderBy(i => EF.Property<int>(i, Derived.SeveritySort)).ThenBy(i => i.Id).Take(25);
        yield return db.Incidents.Where(i => i.Impacts.Any(p => p.EndedAt == null && db.Services.Any(s => s.Id == p.ServiceId && s.Tags.Any(t => t.Tag == "web"))));
        yield return db.Incidents.Where(i => !i.IsPrivate || i.ReporterId == 3 || i.Participants.Any(p => p.UserId == 3)).Where(i => i.Status == IncidentStatus.Identified);
        yield return db.Events.AsSingleQuery().Include(e => e.Before!.Services).Include(e => e.After!.Services)
            .Where(e => e.Position > 5).OrderBy(e => e.Position).Take(100);
        yield return db.Events.Where(e => e.After!.Services.Any(s => s.Key == "checkout") && e.RecordedAt < before).OrderByDescending(e => e.Position).Take(1);
        yield return db.Updates.GroupBy(u => u.IncidentId).Select(g => g.OrderByDescending(u => u.Ordinal).First());
        yield return db.Services.Include(s => s.Owner).Where(s => s.Name.StartsWith("ab") || s.Owner!.Key == "core").OrderByDescending(s => s.Tier).ThenByDescending(s => s.Id);
        var sought = Sought.Of("pay* \"by card\"");
        yield return Ranking.Rank(db.Having(sought.Words).Where(d => d.IncidentId == null || db.Incidents.Any(i => i.Id == d.IncidentId)), sought)
            .Where(h => h.Score <= 20 && (h.Score < 20 || h.Document.Id < 7)).OrderByDescending(h => h.Score).ThenByDescending(h => h.Document.Id).Take(25);
        yield return db.Users.Where(u => u.Issuer == "i" && u.Subject == "s");
        yield return db.Set<IdempotencyRow>().Where(r => r.ExpiresAt <= before).OrderBy(r => r.ExpiresAt).Take(Housekeeping.AtOnce);
    }

    private static void AssertParses(string sql)
    {
        using var reader = new StringReader(sql);
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        Assert.Empty(errors.Select(error => $"{error.Line}: {error.Message}"));
    }
}
