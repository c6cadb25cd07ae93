using IncidentGraph.Testing.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace IncidentGraph.Data.Tests.Model;

/// <summary>No SQL Server is at hand: that the migrations are T-SQL, and come to the schema of the model, its own parser and model say.</summary>
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

    [Fact]
    public void The_parser_would_tell() =>
        Assert.Throws<Xunit.Sdk.EmptyException>(() => AssertParses("SELECT FROM incidents LIMIT 1"));

    private static void AssertParses(string sql)
    {
        using var reader = new StringReader(sql);
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        Assert.Empty(errors.Select(error => $"{error.Line}: {error.Message}"));
    }
}
