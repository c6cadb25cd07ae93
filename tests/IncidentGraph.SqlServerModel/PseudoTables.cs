using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace IncidentGraph.SqlServerModel;

/// <summary>
/// SQL Server knows the rows of an OUTPUT clause by their names in either case, whatever the collation; its model, where names differ by
/// case, knows only <c>inserted</c> and <c>deleted</c>.
/// </summary>
internal sealed class PseudoTables : TSqlFragmentVisitor
{
    private readonly HashSet<int> _tokens = [];

    /// <summary>The statement as it is, with these names in lower case.</summary>
    public static string InLowerCase(string sql)
    {
        using var reader = new StringReader(sql);
        var parsed = new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out _); // what is wrong, the model says
        if (parsed is null)
            return sql;
        var found = new PseudoTables();
        parsed.Accept(found);
        return string.Concat(parsed.ScriptTokenStream.Select((token, i) => found._tokens.Contains(i) ? token.Text.ToLowerInvariant() : token.Text));
    }

    public override void Visit(OutputClause node)
    {
        foreach (var column in node.SelectColumns.OfType<SelectScalarExpression>().Select(c => c.Expression).OfType<ColumnReferenceExpression>())
        {
            if (column.MultiPartIdentifier.Identifiers is [{ Value: "INSERTED" or "DELETED" } table, _])
                _tokens.Add(table.FirstTokenIndex);
        }
    }
}
