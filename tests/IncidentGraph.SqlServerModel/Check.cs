using System.Globalization;
using Microsoft.SqlServer.Dac.Model;

namespace IncidentGraph.SqlServerModel;

/// <summary>Statements become procedures, whose tables and columns the model resolves.</summary>
internal static class Check
{
    private const string Collation = "Latin1_General_100_BIN2_UTF8"; // so that names differ by case too

    public static Answer Run(Question question)
    {
        var schema = FoldedSchema.Of(question.Script);
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions { Collation = Collation });
        foreach (var created in schema.Objects)
            model.AddObjects(created);
        List<Statement> statements = [.. schema.Data.Select(sql => new Statement("", sql)), .. question.Statements];
        foreach (var (number, statement) in statements.Index())
            model.AddObjects($"CREATE PROCEDURE {Name(number)} {statement.Parameters} AS\n{PseudoTables.InLowerCase(statement.Sql)}");
        return new(schema.Lines, [.. model.Validate().Select(message => Tell(message, statements))]);
    }

    private static string Tell(DacModelMessage message, List<Statement> statements)
    {
        var about = statements.Index().Where(s => message.Message.Contains(Name(s.Index), StringComparison.Ordinal)).Select(s => s.Item.Sql);
        return $"{message.MessageType} {message.Prefix}{message.Number}: {message.Message}\n{string.Join('\n', about)}";
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"[statement_{number}]");
}
