using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace IncidentGraph.Testing.SqlServer;

/// <summary>A connection as SqlClient's are without multiple active result sets: one reader at a time.</summary>
internal sealed class StandInConnection(SqlServerStandIn standIn) : DbConnection
{
    private SqliteConnection? _sqlite;

    [AllowNull]
    public override string ConnectionString { get; set; } = standIn.Options.ConnectionString;

    public override string Database => "incidentgraph";

    public override string DataSource => "stand-in";

    public override string ServerVersion => "16.00.1000";

    public override ConnectionState State => _sqlite is null ? ConnectionState.Closed : ConnectionState.Open;

    public SqlServerStandIn StandIn { get; } = standIn;

    public SqliteConnection Sqlite => _sqlite ?? throw new InvalidOperationException("The connection is closed.");

    public DbDataReader? Reading { get; set; }

    public override void Open() => _sqlite = StandIn.OpenSqlite();

    public override void Close()
    {
        Reading?.Dispose();
        _sqlite?.Dispose();
        _sqlite = null;
    }

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
        new StandInTransaction(this, Sqlite.BeginTransaction(deferred: isolationLevel == IsolationLevel.Snapshot), isolationLevel);

    protected override DbCommand CreateDbCommand() => new StandInCommand { Connection = this };

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Close();
        base.Dispose(disposing);
    }
}

internal sealed class StandInTransaction(StandInConnection connection, SqliteTransaction sqlite, IsolationLevel isolation) : DbTransaction
{
    public override IsolationLevel IsolationLevel => isolation;

    public SqliteTransaction Sqlite => sqlite;

    protected override DbConnection DbConnection => connection;

    public override void Commit() => sqlite.Commit();

    public override void Rollback() => sqlite.Rollback();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            sqlite.Dispose();
        base.Dispose(disposing);
    }
}
