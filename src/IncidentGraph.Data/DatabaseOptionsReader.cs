using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace IncidentGraph.Data;

/// <summary>Reads the section strictly: whoever mistypes a value is told which key to mend.</summary>
public static class DatabaseOptionsReader
{
    private const string ProviderKey = $"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)}";
    private const string ConnectionStringKey = $"{DatabaseOptions.Section}:{nameof(DatabaseOptions.ConnectionString)}";

    public static DatabaseOptions ReadDatabaseOptions(this IConfiguration configuration)
    {
        var options = new DatabaseOptions { ConnectionString = configuration[ConnectionStringKey] ?? "" };
        if (configuration[ProviderKey] is { } provider)
            options.Provider = ParseProvider(provider);
        return options.Validated();
    }

    /// <exception cref="InvalidOperationException">A value is missing or wrong; the message names its key.</exception>
    public static DatabaseOptions Validated(this DatabaseOptions options)
    {
        if (!Enum.IsDefined(options.Provider))
            throw WrongProvider(options.Provider.ToString());
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
            throw new InvalidOperationException($"{ConnectionStringKey} is not set. For SQLite: \"Data Source=incidentgraph.db\".");

        try
        {
            _ = Builder(options);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new InvalidOperationException($"{ConnectionStringKey} is no connection string for {options.Provider}: {error.Message}", error);
        }

        return options;
    }

    /// <summary>Where the database is, in words that may be shown: no user, no password.</summary>
    public static string Describe(this DatabaseOptions options) => options.Provider switch
    {
        DatabaseProvider.Sqlite => $"SQLite database {(Sqlite(options).DataSource is { Length: > 0 } file ? Path.GetFullPath(file) : ":memory:")}",
        DatabaseProvider.Postgres => DescribePostgres(options),
        _ => DescribeSqlServer(options),
    };

    private static DatabaseProvider ParseProvider(string text) =>
        Enum.GetNames<DatabaseProvider>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse<DatabaseProvider>(name)
            : throw WrongProvider(text);

    private static DbConnectionStringBuilder Builder(DatabaseOptions options) => options.Provider switch
    {
        DatabaseProvider.Sqlite => Sqlite(options),
        DatabaseProvider.Postgres => Postgres(options),
        _ => SqlServer(options),
    };

    private static SqliteConnectionStringBuilder Sqlite(DatabaseOptions options) => new(options.ConnectionString);

    // Not inlined: a method's drivers are loaded with it, and only one of them is wanted.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static DbConnectionStringBuilder Postgres(DatabaseOptions options) => new NpgsqlConnectionStringBuilder(options.ConnectionString);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static DbConnectionStringBuilder SqlServer(DatabaseOptions options) => new SqlConnectionStringBuilder(options.ConnectionString);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string DescribePostgres(DatabaseOptions options)
    {
        var postgres = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        return $"PostgreSQL database {postgres.Database} at {postgres.Host}:{postgres.Port}";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string DescribeSqlServer(DatabaseOptions options)
    {
        var sql = new SqlConnectionStringBuilder(options.ConnectionString);
        return $"SQL Server database {sql.InitialCatalog} at {sql.DataSource}";
    }

    private static InvalidOperationException WrongProvider(string text) =>
        new($"{ProviderKey} is \"{text}\"; it must be one of {string.Join(", ", Enum.GetNames<DatabaseProvider>())}.");
}
