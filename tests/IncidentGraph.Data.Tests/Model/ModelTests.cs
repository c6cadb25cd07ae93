using IncidentGraph.Data.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IncidentGraph.Data.Tests.Model;

public sealed class ModelTests
{
    private const int LargestIndexKey = 1700;
    private const int LargestClusteredKey = 900;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    [InlineData(DatabaseProvider.SqlServer)]
    public void The_migrations_are_up_to_date_with_the_model(DatabaseProvider provider)
    {
        using var db = Contexts.Offline(provider);

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    [InlineData(DatabaseProvider.SqlServer)]
    public void The_database_never_deletes_or_clears_by_itself(DatabaseProvider provider)
    {
        using var db = Contexts.Offline(provider);

        var cascades = db.Model.GetEntityTypes().SelectMany(type => type.GetForeignKeys())
            .Where(key => key.DeleteBehavior is not (DeleteBehavior.Restrict or DeleteBehavior.ClientCascade or DeleteBehavior.NoAction));

        Assert.Empty(cascades);
    }

    [Fact]
    public void Every_key_and_index_of_sql_server_is_bounded_and_short_enough()
    {
        using var db = Contexts.Offline(DatabaseProvider.SqlServer);
        var entities = db.Model.GetEntityTypes().ToList();

        Assert.All(entities.SelectMany(type => type.GetIndexes()), index =>
            Assert.InRange(index.Properties.Sum(Bytes), 1, LargestIndexKey));
        Assert.All(entities.SelectMany(type => type.GetKeys()), key =>
            Assert.InRange(key.Properties.Sum(Bytes), 1, LargestClusteredKey));
    }

    [Fact]
    public void Text_compares_by_code_point_on_every_database()
    {
        AssertCollation(DatabaseProvider.Sqlite, null);
        AssertCollation(DatabaseProvider.Postgres, "C");
        AssertCollation(DatabaseProvider.SqlServer, "Latin1_General_100_BIN2_UTF8");
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "INTEGER")]
    [InlineData(DatabaseProvider.Postgres, "timestamp(3) with time zone")]
    [InlineData(DatabaseProvider.SqlServer, "datetimeoffset(3)")]
    public void Times_are_kept_to_the_millisecond(DatabaseProvider provider, string columnType)
    {
        using var db = Contexts.Offline(provider);

        var times = Properties(db).Where(p => Nullable.GetUnderlyingType(p.ClrType) == typeof(DateTimeOffset) || p.ClrType == typeof(DateTimeOffset));

        Assert.All(times, time => Assert.Equal(columnType, time.GetColumnType()));
    }

    [Fact]
    public void Every_sort_key_has_an_index_that_ends_in_the_tie_break()
    {
        using var db = Contexts.Offline(DatabaseProvider.Postgres);

        AssertSortable<Domain.Incidents.Incident>(db, "Title", "OccurredAt", "DeclaredAt", "UpdatedAt", Derived.StatusRank, Derived.SeveritySort, Derived.ResolvedSort, "IsOpen");
        AssertSortable<Domain.Postmortems.Postmortem>(db, "DueAt", "StartedAt", Derived.PublishedSort);
        AssertSortable<Domain.Postmortems.FollowUp>(db, "CreatedAt", Derived.DueSort, Derived.PriorityRank);
        AssertSortable<Domain.Services.Service>(db, "Key", "Name", "Tier", "UpdatedAt");
        AssertSortable<Domain.People.Team>(db, "Key", "Name");
        AssertSortable<Domain.People.User>(db, "Handle", "DisplayName");
    }

    private static void AssertSortable<T>(IncidentDbContext db, params string[] keys)
    {
        var type = db.Model.FindEntityType(typeof(T))!; // Mapped.
        Assert.All(keys, key => Assert.Contains(type.GetIndexes(), index => index.Properties.Select(p => p.Name).SequenceEqual([key, "Id"])));
        Assert.All(keys, key => Assert.False(type.FindProperty(key)!.IsNullable, key)); // Found above.
    }

    private static void AssertCollation(DatabaseProvider provider, string? collation)
    {
        using var db = Contexts.Offline(provider);
        var texts = Properties(db).Where(p => p.ClrType == typeof(string) || (Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType).IsEnum);
        Assert.All(texts, text => Assert.Equal(collation, text.GetCollation()));
    }

    private static IEnumerable<IProperty> Properties(IncidentDbContext db) =>
        db.GetService<IDesignTimeModel>().Model.GetEntityTypes().SelectMany(type => type.GetProperties());

    private static int Bytes(IReadOnlyProperty property)
    {
        var type = property.GetTypeMapping().Converter?.ProviderClrType ?? Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type == typeof(string))
            return 2 * (property.GetMaxLength() ?? throw new InvalidOperationException($"{property} is unbounded."));
        return type == typeof(byte[]) ? property.GetMaxLength() ?? int.MaxValue / 4 : 16;
    }
}
