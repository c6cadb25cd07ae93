using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using IncidentGraph.Data.Archives;
using IncidentGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Tests.Archives;

/// <summary>
/// Databases of earlier schemas, with something in them, are brought to the present one. What was in them is kept in a file for each schema, made
/// when it was the newest.
/// </summary>
public sealed class UpgradeTests
{
    public static IEnumerable<object[]> Upgrades =>
        from schema in SchemaVersions.All
        from provider in new[] { DatabaseProvider.Sqlite, DatabaseProvider.Postgres }
        select new object[] { schema, provider };

    /// <summary>A file is taken into the schema that it was made with; from there it is the way of any database.</summary>
    [SkippableTheory, MemberData(nameof(Upgrades))]
    public async Task What_an_earlier_schema_held_is_there_after_the_upgrade(string schema, DatabaseProvider provider)
    {
        var file = await File.ReadAllBytesAsync(PathOf(schema));
        await using var database = await TestDatabase.CreateAsync(provider, isEmpty: true);
        await using var host = new DataHost(database);

        Assert.Equal(schema, (await host.Restore(file)).Schema);

        Assert.Empty(await host.Read(db => db.Database.GetPendingMigrationsAsync()));
        var kept = Archive.Rows(await host.Export()).Select(Row.Parse).ToLookup(row => row.Table);
        foreach (var row in Archive.Rows(file).Select(Row.Parse))
            Assert.Contains(kept[row.Table], row.IsWithin);
    }

    [SkippableTheory, MemberData(nameof(Upgrades))]
    public async Task After_the_upgrade_the_log_is_read_from_its_beginning_and_goes_on(string schema, DatabaseProvider provider)
    {
        var file = await File.ReadAllBytesAsync(PathOf(schema));
        await using var database = await TestDatabase.CreateAsync(provider, isEmpty: true);
        await using var host = new DataHost(database);
        await host.Restore(file);

        var head = await host.Head();
        Assert.NotEqual(0, head);
        Assert.Equal(head + 1, (await host.Run(TeamCommands.Define("after"))).Position);
        Assert.Equal(Enumerable.Range(1, (int)head + 1).Select(i => (long)i), (await host.Events()).Select(e => e.Position));
        var titles = await host.Read(db => db.Incidents.OrderBy(i => i.Id).Select(i => i.Title).ToListAsync());
        Assert.Equal((3, "מִלָּה"), (titles.Count, titles[1]));
    }

    /// <summary>The statements of each migration run on a database with rows, not only those after which the last file was made.</summary>
    [Fact]
    public async Task The_files_are_of_the_schemas_that_they_are_named_after()
    {
        foreach (var schema in SchemaVersions.All)
        {
            var header = JsonNode.Parse(Archive.Lines(await File.ReadAllBytesAsync(PathOf(schema)))[0])!;
            Assert.Equal(schema, (string?)header["schema"]);
            Assert.Contains(header["tables"]!.AsArray(), table => (string?)table!["name"] == "events" && (long)table["rows"]! > 0);
        }
    }

    /// <summary>Whoever adds a migration runs this once without <c>SNAPSHOOTER_STRICT_MODE</c>, looks at the file that it makes, and commits it.</summary>
    [Fact]
    public async Task Each_schema_has_its_file()
    {
        var missing = SchemaVersions.All.Where(schema => !File.Exists(PathOf(schema))).ToList();
        if (missing is [var newest] && newest == SchemaVersions.Newest && Environment.GetEnvironmentVariable("SNAPSHOOTER_STRICT_MODE") != "true")
            await File.WriteAllBytesAsync(PathOf(newest), await Archive.MakeAsync());
        else
            Assert.Empty(missing);
    }

    private static string PathOf(string schema, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Schemas", $"{schema}.jsonl");

    private sealed record Row(string Table, IReadOnlyDictionary<string, string?> Values)
    {
        public static Row Parse(string line)
        {
            var (table, values) = JsonNode.Parse(line)!.AsObject().Single();
            return new Row(table, values!.AsObject().ToDictionary(v => v.Key, v => v.Value?.ToJsonString(), StringComparer.Ordinal));
        }

        /// <summary>Whether the other says the same, and perhaps more.</summary>
        public bool IsWithin(Row other) => Values.All(v => other.Values.GetValueOrDefault(v.Key) == v.Value);
    }
}
