using IncidentGraph.Data;
using Microsoft.Data.Sqlite;

namespace IncidentGraph.Server.Auth.Development;

/// <summary>Where Development keeps its key: beside the database if that is a file, else with the program's own data.</summary>
internal static class DevelopmentFolder
{
    private const string Default = "App_Data";

    public static string Of(DatabaseOptions database, IHostEnvironment environment) =>
        DatabaseFolder(database) ?? Path.Combine(environment.ContentRootPath, Default);

    private static string? DatabaseFolder(DatabaseOptions database)
    {
        if (database.Provider != DatabaseProvider.Sqlite)
            return null;

        var connection = new SqliteConnectionStringBuilder(database.ConnectionString);
        var isFile = connection.Mode != SqliteOpenMode.Memory && connection.DataSource is not ("" or ":memory:");
        return isFile ? Path.GetDirectoryName(Path.GetFullPath(connection.DataSource)) : null;
    }
}
