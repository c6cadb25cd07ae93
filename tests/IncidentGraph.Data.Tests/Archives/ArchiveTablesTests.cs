using IncidentGraph.Data.Archives;
using IncidentGraph.Data.Tests.Model;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Tests.Archives;

/// <summary>Whoever maps a table decides here whether it leaves the house.</summary>
public sealed class ArchiveTablesTests
{
    private static readonly string[] Exported =
    [
        "actors", "api_keys", "contributing_factors", "counters", "dependencies", "events", "external_ids", "follow_ups", "incident_facts",
        "incident_relations", "incident_updates", "incidents", "log_head", "participants", "postmortem_participants",
        "postmortem_timeline", "postmortems", "role_assignments", "search_documents", "service_facts", "service_impacts",
        "service_tags", "services", "severities", "tasks", "team_members", "teams", "whys",
    ];

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    [InlineData(DatabaseProvider.SqlServer)]
    public void Every_table_is_exported_or_stays_for_a_reason(DatabaseProvider provider)
    {
        using var db = Contexts.Offline(provider);
        var mapped = db.Model.GetRelationalModel().Tables.Select(table => table.Name);

        var known = Exported.Concat(ArchiveTables.Excluded.Keys).ToList();

        Assert.Equal(known.Order(StringComparer.Ordinal), mapped.Order(StringComparer.Ordinal));
        Assert.Equal(Exported, ArchiveTables.InOrder(db.Model.GetRelationalModel()).Select(table => table.Name).Order(StringComparer.Ordinal));
        Assert.All(ArchiveTables.Excluded.Values, Assert.NotEmpty);
    }

    [Fact]
    public void Every_column_is_told_alike_on_all_databases()
    {
        var sqlite = Columns(DatabaseProvider.Sqlite);

        Assert.Contains("incidents.declared_at Time", sqlite);
        Assert.Contains("incidents.symptoms Json", sqlite);
        Assert.Contains("severities.acknowledge_within Duration", sqlite);
        Assert.Equal(sqlite, Columns(DatabaseProvider.Postgres));
        Assert.Equal(sqlite, Columns(DatabaseProvider.SqlServer));
    }

    [Fact]
    public void The_newest_schema_is_the_newest_of_every_database()
    {
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
        {
            using var db = Contexts.Offline(provider);
            Assert.Equal(db.Database.GetMigrations().Last(), SchemaVersions.MigrationOf(db, SchemaVersions.Newest));
        }
    }

    private static List<string> Columns(DatabaseProvider provider)
    {
        using var db = Contexts.Offline(provider);
        return [.. ArchiveTables.InOrder(db.Model.GetRelationalModel()).SelectMany(table => table.Columns)
            .Select(column => $"{column.Table.Name}.{column.Name} {new ColumnReader(column).Kind}")];
    }
}
