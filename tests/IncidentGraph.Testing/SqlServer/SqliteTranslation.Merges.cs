using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace IncidentGraph.Testing.SqlServer;

/// <summary>
/// Merges: EF inserts several rows at once by <c>MERGE … USING (VALUES …) AS i (…) ON 1=0 WHEN NOT MATCHED THEN INSERT … OUTPUT INSERTED.…, i._Position</c>
/// when it wants to know what the database filled in. SQLite's RETURNING knows no <c>i</c>: the row is found again by all that was inserted.
/// </summary>
internal static partial class SqliteTranslation
{
    private static string Merge(MergeSpecification merge)
    {
        if (merge is not
            {
                TableReference: InlineDerivedTable { Alias: { } alias } rows,
                Target: NamedTableReference { SchemaObject: var target },
                SearchCondition: BooleanComparisonExpression { ComparisonType: BooleanComparisonType.Equals, FirstExpression: IntegerLiteral { Value: "1" }, SecondExpression: IntegerLiteral { Value: "0" } },
                ActionClauses: [{ Condition: MergeCondition.NotMatched, SearchCondition: null, Action: InsertMergeAction { Source: { RowValues: [var row] } } insert }],
                OutputClause: { } output, OutputIntoClause: null, TopRowFilter: null, TableAlias: null,
            })
        {
            throw Unknown(merge);
        }

        var same = string.Join(" AND ", insert.Columns.Zip(row.ColumnValues, (column, value) => $"{Expression(value)} IS {Name(target)}.{Expression(column)}"));
        return $"INSERT INTO {Name(target)} ({List(insert.Columns, Expression)}) SELECT {List(row.ColumnValues, Expression)} FROM {Table(rows)} WHERE true "
            + $"RETURNING {List(output.SelectColumns, element => IsOf(alias, element) ? $"(SELECT {Element(element)} FROM {Table(rows)} WHERE {same})" : Returned(element))}";
    }

    private static bool IsOf(Identifier table, SelectElement element) =>
        element is SelectScalarExpression { Expression: ColumnReferenceExpression { MultiPartIdentifier.Identifiers: [{ } row, _] } } && row.Value == table.Value;
}
