using IncidentGraph.Data.Compiled.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IncidentGraph.Data.Tests.Model;

/// <summary>
/// SQLite's model is compiled, so that a server on it starts sooner and needs less memory. After a change of the mapping, build IncidentGraph.Data and run
/// <c>dotnet ef dbcontext optimize --no-build --project src/IncidentGraph.Data --context SqliteIncidentDbContext -o Compiled/Sqlite -n IncidentGraph.Data.Compiled.Sqlite</c>
/// </summary>
public sealed class CompiledModelTests
{
    [Fact]
    public void It_is_what_the_mapping_says()
    {
        using var db = Contexts.Offline(DatabaseProvider.Sqlite);

        Assert.IsType<SqliteIncidentDbContextModel>(db.Model);
        Assert.Equal(Lines(db.GetService<IDesignTimeModel>().Model), Lines(db.Model));
    }

    private static List<string> Lines(IModel model) =>
    [
        .. model.GetEntityTypes().OrderBy(type => type.Name, StringComparer.Ordinal).SelectMany(type => (IEnumerable<string>)
        [
            $"{type.Name}: {type.BaseType?.Name} in {type.GetTableName()}, told apart by {type.GetDiscriminatorPropertyName()} {type.GetDiscriminatorValue()}",
            .. type.GetDeclaredProperties().OrderBy(property => property.Name, StringComparer.Ordinal).Select(Line),
            .. type.GetDeclaredKeys().Select(key => $"key {Names(key.Properties)} {key.IsPrimaryKey()}"),
            .. type.GetDeclaredForeignKeys().Select(key =>
                $"foreign key {Names(key.Properties)} of {key.PrincipalEntityType.Name} {key.IsRequired} {key.IsUnique} {key.DeleteBehavior} {key.DependentToPrincipal?.Name} {key.PrincipalToDependent?.Name}"),
            .. type.GetDeclaredIndexes().Select(index => $"index {index.GetDatabaseName()} {Names(index.Properties)} {index.IsUnique}"),
        ]),
    ];

    private static string Line(IProperty property) => string.Join(
        ' ', property.DeclaringType.Name, property.Name, property.ClrType, property.GetColumnName(), property.GetColumnType(), property.IsNullable, property.GetMaxLength(),
        property.IsConcurrencyToken, property.ValueGenerated, property.IsShadowProperty(), property.GetTypeMapping().Converter?.ProviderClrType);

    private static string Names(IEnumerable<IProperty> properties) => string.Join(',', properties.Select(property => property.Name));
}
