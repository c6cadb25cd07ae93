using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace IncidentGraph.Testing.SqlServer;

/// <summary>Queries, and what they read from.</summary>
internal static partial class SqliteTranslation
{
    private static string Query(QueryExpression query) => Body(query) + OrderBy(query.OrderByClause) + Limit(query);

    private static string Body(QueryExpression query) => query switch
    {
        QuerySpecification select => Select(select),
        BinaryQueryExpression both => $"{Operand(both.FirstQueryExpression)} {Operator(both)} {Operand(both.SecondQueryExpression)}",
        QueryParenthesisExpression inner => Operand(inner.QueryExpression),
        _ => throw Unknown(query),
    };

    private static string Select(QuerySpecification select)
    {
        var from = select.FromClause is { } clause ? $" FROM {List(clause.TableReferences, Table)}" : "";
        var group = select.GroupByClause is { } by ? $" GROUP BY {List(by.GroupingSpecifications, Grouping)}" : "";
        var having = select.HavingClause is { } only ? $" HAVING {Condition(only.SearchCondition)}" : "";
        var distinct = select.UniqueRowFilter == UniqueRowFilter.Distinct ? "DISTINCT " : "";
        return $"SELECT {distinct}{List(select.SelectElements, Element)}{from}{Where(select.WhereClause)}{group}{having}";
    }

    /// <summary>SQLite takes no brackets around the parts of a union.</summary>
    private static string Operand(QueryExpression query) =>
        query is QuerySpecification { OrderByClause: null, OffsetClause: null, TopRowFilter: null } ? Body(query) : $"SELECT * FROM ({Query(query)})";

    private static string Operator(BinaryQueryExpression query) => query.BinaryQueryExpressionType switch
    {
        BinaryQueryExpressionType.Union => query.All ? "UNION ALL" : "UNION",
        BinaryQueryExpressionType.Except when !query.All => "EXCEPT",
        BinaryQueryExpressionType.Intersect when !query.All => "INTERSECT",
        _ => throw Unknown(query),
    };

    private static string Element(SelectElement element) => element switch
    {
        SelectScalarExpression one => Expression(one.Expression) + As(one),
        SelectStarExpression { Qualifier: null } => "*",
        SelectStarExpression { Qualifier.Identifiers: [{ } table] } => $"{Name(table)}.*",
        _ => throw Unknown(element),
    };

    private static string As(SelectScalarExpression element) => element.ColumnName is { } name ? $" AS [{name.Value}]" : "";

    private static string Where(WhereClause? where) => where is null ? "" : $" WHERE {Condition(where.SearchCondition)}";

    private static string Grouping(GroupingSpecification grouping) =>
        grouping is ExpressionGroupingSpecification one ? Expression(one.Expression) : throw Unknown(grouping);

    /// <summary>Both databases put null before all else.</summary>
    private static string OrderBy(OrderByClause? order) => order is null
        ? ""
        : $" ORDER BY {List(order.OrderByElements, e => Expression(e.Expression) + (e.SortOrder == SortOrder.Descending ? " DESC" : ""))}";

    private static string Limit(QueryExpression query) => query switch
    {
        { OffsetClause: { } page } => $" LIMIT {(page.FetchExpression is { } most ? Expression(most) : "-1")} OFFSET {Expression(page.OffsetExpression)}",
        QuerySpecification { TopRowFilter: { Percent: false, WithTies: false } top } => $" LIMIT {Expression(top.Expression)}",
        QuerySpecification { TopRowFilter: { } top } => throw Unknown(top),
        _ => "",
    };

    private static string Table(TableReference table) => table switch
    {
        NamedTableReference { TableSampleClause: null, TemporalClause: null } named => Name(named.SchemaObject) + As(named),
        QueryDerivedTable { Columns.Count: 0 } query => $"({Query(query.QueryExpression)}){As(query)}",
        InlineDerivedTable values => $"(SELECT {List(values.Columns.Index(), c => $"column{c.Index + 1} AS {Name(c.Item)}")} FROM ({Values(values.RowValues)})){As(values)}",
        QualifiedJoin join => $"{Table(join.FirstTableReference)} {Join(join)} {Table(join.SecondTableReference)} ON {Condition(join.SearchCondition)}",
        UnqualifiedJoin { UnqualifiedJoinType: UnqualifiedJoinType.CrossJoin } join => $"{Table(join.FirstTableReference)} CROSS JOIN {Table(join.SecondTableReference)}",
        _ => throw Unknown(table),
    };

    private static string Join(QualifiedJoin join) => join.QualifiedJoinType switch
    {
        QualifiedJoinType.Inner => "INNER JOIN",
        QualifiedJoinType.LeftOuter => "LEFT JOIN",
        _ => throw Unknown(join),
    };

    private static string As(TableReferenceWithAlias table) => table.Alias is { } alias ? $" AS {Name(alias)}" : "";

    private static string Values(IEnumerable<RowValue> rows) => $"VALUES {List(rows, row => $"({List(row.ColumnValues, Expression)})")}";
}
