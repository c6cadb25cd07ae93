using System.Globalization;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace IncidentGraph.SqlServerModel;

/// <summary>Statements become procedures, whose tables and columns the model resolves.</summary>
internal static class Check
{
    private const string Collation = "Latin1_General_100_BIN2_UTF8"; // so that names differ by case too

    public static IReadOnlyList<string> Run(Question question)
    {
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions { Collation = Collation });
        foreach (var created in Created(question.Schema))
            model.AddObjects(created);
        foreach (var (number, statement) in question.Statements.Index())
            model.AddObjects(string.Create(CultureInfo.InvariantCulture, $"CREATE PROCEDURE [statement_{number}] AS\n{statement}"));
        return [.. model.Validate().Select(message => $"{message.MessageType} {message.Prefix}{message.Number}: {message.Message}")];
    }

    private static IEnumerable<string> Created(string script)
    {
        using var reader = new StringReader(script);
        var parsed = (TSqlScript)new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        if (errors.Count > 0)
            throw new InvalidOperationException($"The schema is no T-SQL: line {errors[0].Line}: {errors[0].Message}");
        return parsed.Batches.SelectMany(batch => batch.Statements)
            .Where(statement => statement is CreateTableStatement or CreateIndexStatement)
            .Select(statement => script.Substring(statement.StartOffset, statement.FragmentLength));
    }
}
