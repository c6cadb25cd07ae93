using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace IncidentGraph.Testing.SqlServer;

/// <summary>Conditions and values.</summary>
internal static partial class SqliteTranslation
{
    private static string Condition(BooleanExpression condition) => condition switch
    {
        BooleanComparisonExpression compare => $"{Expression(compare.FirstExpression)} {Comparison(compare)} {Expression(compare.SecondExpression)}",
        BooleanBinaryExpression both =>
            $"{Condition(both.FirstExpression)} {(both.BinaryExpressionType == BooleanBinaryExpressionType.And ? "AND" : "OR")} {Condition(both.SecondExpression)}",
        BooleanParenthesisExpression inner => $"({Condition(inner.Expression)})",
        BooleanNotExpression not => $"NOT ({Condition(not.Expression)})",
        BooleanIsNullExpression test => $"{Expression(test.Expression)} IS {(test.IsNot ? "NOT " : "")}NULL",
        InPredicate { Subquery: { } query } among => $"{Expression(among.Expression)} {Not(among.NotDefined)}IN ({Query(query.QueryExpression)})",
        InPredicate among => $"{Expression(among.Expression)} {Not(among.NotDefined)}IN ({List(among.Values, Expression)})",
        ExistsPredicate any => $"EXISTS ({Query(any.Subquery.QueryExpression)})",
        LikePredicate { OdbcEscape: false } like => $"{Expression(like.FirstExpression)} {Not(like.NotDefined)}LIKE {Expression(like.SecondExpression)}{Escape(like)}",
        _ => throw Unknown(condition),
    };

    private static string Comparison(BooleanComparisonExpression compare) => compare.ComparisonType switch
    {
        BooleanComparisonType.Equals => "=",
        BooleanComparisonType.NotEqualToBrackets or BooleanComparisonType.NotEqualToExclamation => "<>",
        BooleanComparisonType.LessThan => "<",
        BooleanComparisonType.LessThanOrEqualTo => "<=",
        BooleanComparisonType.GreaterThan => ">",
        BooleanComparisonType.GreaterThanOrEqualTo => ">=",
        _ => throw Unknown(compare),
    };

    private static string Escape(LikePredicate like) => like.EscapeExpression is { } escape ? $" ESCAPE {Expression(escape)}" : "";

    private static string Not(bool isNot) => isNot ? "NOT " : "";

    private static string Expression(ScalarExpression value) => value switch
    {
        ColumnReferenceExpression { ColumnType: ColumnType.Wildcard } => "*",
        ColumnReferenceExpression { ColumnType: ColumnType.Regular } column => string.Join('.', column.MultiPartIdentifier.Identifiers.Select(Name)),
        StringLiteral text => $"'{text.Value.Replace("'", "''", StringComparison.Ordinal)}'",
        IntegerLiteral or NumericLiteral or RealLiteral => ((Literal)value).Value,
        BinaryLiteral bytes => $"x'{bytes.Value[2..]}'",
        NullLiteral => "NULL",
        VariableReference variable => variable.Name,
        ParenthesisExpression inner => $"({Expression(inner.Expression)})",
        UnaryExpression one => Unary(one),
        BinaryExpression two => Binary(two),
        CastCall cast => Cast(cast.DataType, Expression(cast.Parameter)),
        ConvertCall { Style: null } convert => Cast(convert.DataType, Expression(convert.Parameter)),
        CoalesceExpression first => $"coalesce({List(first.Expressions, Expression)})",
        NullIfExpression unless => $"nullif({Expression(unless.FirstExpression)}, {Expression(unless.SecondExpression)})",
        IIfCall choice => $"iif({Condition(choice.Predicate)}, {Expression(choice.ThenExpression)}, {Expression(choice.ElseExpression)})",
        SearchedCaseExpression cases =>
            $"CASE{string.Concat(cases.WhenClauses.Select(c => $" WHEN {Condition(c.WhenExpression)} THEN {Expression(c.ThenExpression)}"))}{Else(cases)} END",
        SimpleCaseExpression cases =>
            $"CASE {Expression(cases.InputExpression)}{string.Concat(cases.WhenClauses.Select(c => $" WHEN {Expression(c.WhenExpression)} THEN {Expression(c.ThenExpression)}"))}{Else(cases)} END",
        ScalarSubquery query => $"({Query(query.QueryExpression)})",
        FunctionCall function => Function(function),
        _ => throw Unknown(value),
    };

    private static string Else(CaseExpression cases) => cases.ElseExpression is { } rest ? $" ELSE {Expression(rest)}" : "";

    private static string Unary(UnaryExpression one) => one.UnaryExpressionType switch
    {
        UnaryExpressionType.Negative => $"-{Expression(one.Expression)}",
        UnaryExpressionType.BitwiseNot => $"(1 - {Expression(one.Expression)})", // of a bit: of no other does EF ask it
        _ => throw Unknown(one),
    };

    private static string Binary(BinaryExpression two)
    {
        var (left, right) = (Expression(two.FirstExpression), Expression(two.SecondExpression));
        return two.BinaryExpressionType switch
        {
            BinaryExpressionType.Add => $"tsql_add({left}, {right})",
            BinaryExpressionType.Subtract => $"{left} - {right}",
            BinaryExpressionType.Multiply => $"{left} * {right}",
            BinaryExpressionType.Divide => $"{left} / {right}",
            BinaryExpressionType.Modulo => $"{left} % {right}",
            BinaryExpressionType.BitwiseAnd => $"{left} & {right}",
            BinaryExpressionType.BitwiseOr => $"{left} | {right}",
            BinaryExpressionType.BitwiseXor => $"({left} <> {right})", // of bits: of no others does EF ask it
            _ => throw Unknown(two),
        };
    }

    private static string Cast(DataTypeReference type, string value) => TypeName(type) switch
    {
        "bit" or "tinyint" or "smallint" or "int" or "bigint" => $"CAST({value} AS INTEGER)",
        "float" or "real" => $"CAST({value} AS REAL)",
        "nvarchar" or "uniqueidentifier" or "datetimeoffset" => $"CAST({value} AS TEXT)",
        _ => throw Unknown(type),
    };

    /// <summary>As it is written, so that SQLite can tell it; without the length, for which it does not care.</summary>
    private static string TypeName(DataTypeReference type) => type.Name.BaseIdentifier.Value.ToLowerInvariant();

    private static string Function(FunctionCall function)
    {
        if (function.CallTarget is not null || function.WithinGroupClause is not null)
            throw Unknown(function);
        var arguments = function.Parameters.Select(Expression).ToList();
        var distinct = function.UniqueRowFilter == UniqueRowFilter.Distinct ? "DISTINCT " : "";
        var call = function.FunctionName.Value.ToUpperInvariant() switch
        {
            "COUNT" or "COUNT_BIG" => $"count({distinct}{arguments[0]})",
            "MIN" or "MAX" or "SUM" or "AVG" or "ROW_NUMBER" or "RANK" or "ABS" => $"{function.FunctionName.Value}({distinct}{string.Join(", ", arguments)})",
            "LOWER" or "UPPER" or "LTRIM" or "RTRIM" or "TRIM" or "REPLACE" => $"{function.FunctionName.Value}({string.Join(", ", arguments)})",
            "LEN" => $"length(rtrim({arguments[0]}))",
            "ISNULL" => $"ifnull({arguments[0]}, {arguments[1]})",
            "CHARINDEX" when arguments.Count == 2 => $"instr({arguments[1]}, {arguments[0]})",
            "SUBSTRING" => $"substr({string.Join(", ", arguments)})",
            "OBJECT_ID" => $"(SELECT rowid FROM sqlite_master WHERE '[' || name || ']' = {arguments[0]})",
            "DB_ID" when arguments.Count == 0 => "1",
            _ => throw Unknown(function),
        };
        return call + Over(function.OverClause);
    }

    private static string Over(OverClause? over)
    {
        if (over is null)
            return "";
        if (over.WindowFrameClause is not null || over.WindowName is not null)
            throw Unknown(over);
        var partition = over.Partitions.Count == 0 ? "" : $"PARTITION BY {List(over.Partitions, Expression)}";
        return $" OVER ({partition}{OrderBy(over.OrderByClause)})";
    }
}
