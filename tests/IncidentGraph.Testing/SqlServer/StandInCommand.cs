using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace IncidentGraph.Testing.SqlServer;

/// <summary>Holds what would be sent, with SqlClient's own parameters, and sends its translation to SQLite.</summary>
internal sealed class StandInCommand : DbCommand
{
    private const int MostParameters = 2100;

    private readonly SqlCommand _bag = new();

    [AllowNull]
    public override string CommandText { get; set; } = "";

    public override int CommandTimeout { get; set; }

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; }

    protected override DbTransaction? DbTransaction { get; set; }

    protected override DbParameterCollection DbParameterCollection => _bag.Parameters;

    public override void Cancel()
    {
    }

    public override void Prepare()
    {
    }

    public override int ExecuteNonQuery()
    {
        using var command = Translate();
        return command.ExecuteNonQuery();
    }

    public override object? ExecuteScalar()
    {
        using var command = Translate();
        return command.ExecuteScalar();
    }

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        var command = Translate();
        try
        {
            return new StandInReader(Over, command, command.ExecuteReader(behavior & ~CommandBehavior.SequentialAccess));
        }
        catch
        {
            command.Dispose();
            throw;
        }
    }

    protected override DbParameter CreateDbParameter() => new SqlParameter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _bag.Dispose();
        base.Dispose(disposing);
    }

    private StandInConnection Over => (StandInConnection)DbConnection!; // Whoever executes has set one.

    private SqliteCommand Translate()
    {
        var sent = _bag.Parameters.Cast<SqlParameter>().ToList();
        if (Over.Reading is not null)
            throw new InvalidOperationException($"There is already an open reader on this connection, which has to be closed first. {CommandText}");
        if (sent.Count > MostParameters)
            throw new InvalidOperationException($"{sent.Count} parameters are more than {MostParameters}. {CommandText}");

        Over.StandIn.Note(new(string.Join(", ", sent.Select(SqlServerStatement.Declare)), CommandText));
        var command = Over.Sqlite.CreateCommand();
        command.Transaction = ((StandInTransaction?)DbTransaction)?.Sqlite;
        command.CommandText = SqliteTranslation.Of(CommandText);
        foreach (var parameter in sent)
            command.Parameters.AddWithValue($"@{parameter.ParameterName.TrimStart('@')}", Stored(parameter.Value));
        return command;
    }

    /// <summary>Times are text, alike to the millisecond, so that they order as they follow each other.</summary>
    private static object Stored(object? value) => value switch
    {
        DateTimeOffset time => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture),
        Guid id => id.ToString(),
        null => DBNull.Value,
        _ => value,
    };
}
