using Microsoft.Extensions.Configuration;

namespace IncidentGraph.Data.Tests;

public sealed class DatabaseOptionsTests
{
    [Theory]
    [InlineData("Oracle", "Data Source=x", "Database:Provider")]
    [InlineData("7", "Data Source=x", "Database:Provider")]
    [InlineData("Sqlite", null, "Database:ConnectionString")]
    [InlineData("Postgres", " ", "Database:ConnectionString")]
    [InlineData("Postgres", "Data Source=x", "Database:ConnectionString")]
    [InlineData("SqlServer", "Nonsense=1", "Database:ConnectionString")]
    public void A_wrong_value_names_its_key(string provider, string? connectionString, string key)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Read(provider, connectionString));

        Assert.StartsWith(key, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite", "Data Source=x", DatabaseProvider.Sqlite)]
    [InlineData("Postgres", "Host=x", DatabaseProvider.Postgres)]
    [InlineData("SqlServer", "Server=x", DatabaseProvider.SqlServer)]
    [InlineData(null, "Data Source=x", DatabaseProvider.Sqlite)]
    public void A_good_section_is_read(string? provider, string connectionString, DatabaseProvider expected) =>
        Assert.Equal((expected, connectionString), (Read(provider, connectionString).Provider, Read(provider, connectionString).ConnectionString));

    private static DatabaseOptions Read(string? provider, string? connectionString) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Database:Provider"] = provider, ["Database:ConnectionString"] = connectionString })
            .Build()
            .ReadDatabaseOptions();
}
