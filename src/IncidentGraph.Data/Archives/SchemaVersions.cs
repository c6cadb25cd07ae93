using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IncidentGraph.Data.Archives;

/// <summary>
/// A schema is known by the name of its newest migration, which the databases share; their ids differ, and not every database
/// has each of them.
/// </summary>
internal static class SchemaVersions
{
    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(SchemaVersions).Assembly.GetTypes()
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
            .OfType<string>()
            .GroupBy(NameOf, StringComparer.Ordinal)
            .OrderBy(ids => ids.Min(), StringComparer.Ordinal)
            .Select(ids => ids.Key),
    ];

    public static string Newest => All[^1];

    /// <summary>The migration that brings this database to the version; null when the version is unknown.</summary>
    public static string? MigrationOf(IncidentDbContext db, string version)
    {
        var known = All.TakeWhile(name => name != version).Append(version).ToHashSet(StringComparer.Ordinal);
        return All.Contains(version) ? db.Database.GetMigrations().Last(id => known.Contains(NameOf(id))) : null;
    }

    /// <summary>The tables as they were after a migration; of those that only run SQL, after the one before.</summary>
    public static IRelationalModel ModelAt(IncidentDbContext db, string migrationId)
    {
        var known = db.GetService<IMigrationsAssembly>();
        if (known.Migrations.Keys.Last() == migrationId)
            return db.Model.GetRelationalModel();

        var then = known.Migrations.Where(migration => string.CompareOrdinal(migration.Key, migrationId) <= 0).Reverse()
            .Select(migration => known.CreateMigration(migration.Value, db.Database.ProviderName!).TargetModel) // It is relational.
            .First(model => model.GetEntityTypes().Any());
        return db.GetService<IModelRuntimeInitializer>().Initialize(then, designTime: true).GetRelationalModel();
    }

    private static string NameOf(string migrationId) => migrationId[(migrationId.IndexOf('_', StringComparison.Ordinal) + 1)..];
}
