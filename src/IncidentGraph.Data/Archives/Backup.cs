using Microsoft.Data.Sqlite;

namespace IncidentGraph.Data.Archives;

/// <summary>Copies a SQLite database, as it was at one moment, while servers use it. Other databases have tools of their own.</summary>
public sealed class Backup(DatabaseOptions options)
{
    /// <summary>What makes backups of this database; null where <see cref="WriteAsync"/> does.</summary>
    public string? OtherTool => options.Provider switch
    {
        DatabaseProvider.Sqlite => null,
        DatabaseProvider.Postgres => "PostgreSQL makes its own backups: pg_dump --format=custom --file=FILE DATABASE",
        _ => "SQL Server makes its own backups: BACKUP DATABASE [name] TO DISK = 'FILE' WITH CHECKSUM",
    };

    /// <exception cref="ArchiveException">The file exists, or the copy is not sound.</exception>
    public Task WriteAsync(string path, CancellationToken ct)
    {
        using var file = new NewFile(path);
        try
        {
            Copy(file.Aside);
            ct.ThrowIfCancellationRequested();
            Verify(file.Aside);
        }
        catch (SqliteException error)
        {
            throw new ArchiveException($"The database could not be copied: {error.Message}", error);
        }

        file.Keep();
        return Task.CompletedTask;
    }

    private void Copy(string path)
    {
        var origin = new SqliteConnectionStringBuilder(options.ConnectionString) { Mode = SqliteOpenMode.ReadWrite };
        using var from = Open(origin);
        using var to = Open(new() { DataSource = path });
        from.BackupDatabase(to);
    }

    private static void Verify(string path)
    {
        using var copy = Open(new() { DataSource = path });
        using var check = new SqliteCommand("PRAGMA integrity_check", copy);
        if (check.ExecuteScalar() is not "ok" and var found)
            throw new ArchiveException($"The copy is not sound and was not kept: {found}");
    }

    private static SqliteConnection Open(SqliteConnectionStringBuilder text)
    {
        text.Pooling = false;
        var connection = new SqliteConnection(text.ConnectionString);
        connection.Open();
        return connection;
    }
}
