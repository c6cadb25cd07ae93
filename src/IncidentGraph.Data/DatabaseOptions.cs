using System.ComponentModel.DataAnnotations;

namespace IncidentGraph.Data;

public enum DatabaseProvider
{
    Sqlite,
    Postgres,
    SqlServer,
}

/// <summary>The section "Database" of the configuration.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    [Required, DataType(DataType.Password)]
    public string ConnectionString { get; set; } = "";
}
