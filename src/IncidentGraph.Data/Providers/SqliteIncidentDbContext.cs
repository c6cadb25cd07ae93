using System.Data.Common;
using IncidentGraph.Data.Mapping;
using IncidentGraph.Data.Search;
using IncidentGraph.Domain.Search;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Providers;

public sealed class SqliteIncidentDbContext(DbContextOptions<SqliteIncidentDbContext> options) : IncidentDbContext(options)
{
    public override IQueryable<SearchDocument> Having(IReadOnlyList<SoughtWord> words)
    {
        var match = string.Join(" AND ", words.Select(word => word.IsPrefix ? $"\"{word.Text}\"*" : $"\"{word.Text}\""));
        return SearchDocuments.FromSqlRaw(
            "SELECT d.* FROM search_index JOIN search_documents AS d ON d.id = search_index.rowid WHERE search_index MATCH {0}", match);
    }

    /// <summary>A transaction that does not write sees what was there at its first statement.</summary>
    internal override ValueTask<DbTransaction> BeginSnapshotAsync(CancellationToken ct) =>
        new(((SqliteConnection)Database.GetDbConnection()).BeginTransaction(deferred: true));

    /// <summary>SQLite's default, BINARY, compares bytes.</summary>
    protected override string? BinaryCollation => null;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<TimeToMilliseconds>();
    }
}
