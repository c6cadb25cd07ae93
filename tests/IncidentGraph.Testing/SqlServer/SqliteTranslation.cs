using System.Collections.Concurrent;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace IncidentGraph.Testing.SqlServer;

/// <summary>
/// Says in SQLite's words what T-SQL means: parsed by SQL Server's own parser, and printed node by node. A node that is not named here is
/// refused with the statement, never passed over; what only tells SQL Server how to go about it (hints, collations, SET options) goes.
/// </summary>
internal static partial class SqliteTranslation
{
    private const string Nothing = "/* nothing */";

    private static readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <exception cref="NotSupportedException">The statement is no T-SQL, or nobody has said yet what it means in SQLite.</exception>
    public static string Of(string sql) => _known.GetOrAdd(sql, Translate);

    /// <summary>Whether SQLite tells the type that a column was declared with, which is T-SQL's; of what is computed it tells its own.</summary>
    public static bool IsDeclared(string type) => char.IsAsciiLetterLower(type[0]);

    private static string Translate(string sql)
    {
        using var reader = new StringReader(sql);
        var parsed = (TSqlScript)new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        if (errors.Count > 0)
            throw new NotSupportedException($"This is no T-SQL: {errors[0].Message} {sql}");
        try
        {
            return string.Join(";\n", parsed.Batches.SelectMany(batch => batch.Statements).Select(Statement));
        }
        catch (NotSupportedException error)
        {
            throw new NotSupportedException($"{error.Message} in: {sql}", error);
        }
    }

    private static string Statement(TSqlStatement statement) => statement switch
    {
        SelectStatement { Into: null, WithCtesAndXmlNamespaces: null } select => Query(select.QueryExpression),
        InsertStatement { WithCtesAndXmlNamespaces: null } insert => Insert(insert.InsertSpecification),
        UpdateStatement { WithCtesAndXmlNamespaces: null } update => Update(update.UpdateSpecification),
        DeleteStatement { WithCtesAndXmlNamespaces: null } delete => Delete(delete.DeleteSpecification),
        MergeStatement { WithCtesAndXmlNamespaces: null } merge => Merge(merge.MergeSpecification),
        IfStatement { ThenStatement: SetIdentityInsertStatement, ElseStatement: null } => Nothing, // no table has an identity: see Column
        PredicateSetStatement or SetCommandStatement or SetTransactionIsolationLevelStatement => Nothing,
        SaveTransactionStatement save => $"SAVEPOINT {Name(save.Name.Identifier)}",
        RollbackTransactionStatement { Name.Identifier: { } name } => $"ROLLBACK TO {Name(name)}",
        CreateTableStatement table => CreateTable(table),
        CreateIndexStatement index => CreateIndex(index),
        _ => throw Unknown(statement),
    };

    private static string Insert(InsertSpecification insert)
    {
        var columns = insert.Columns.Count == 0 ? "" : $" ({List(insert.Columns, Expression)})";
        var source = insert.InsertSource switch
        {
            ValuesInsertSource { IsDefaultValues: false } values => Values(values.RowValues),
            SelectInsertSource select => Query(select.Select),
            _ => throw Unknown(insert.InsertSource),
        };
        return $"INSERT INTO {Table(insert.Target)}{columns} {source}{Returning(insert)}";
    }

    private static string Update(UpdateSpecification update)
    {
        var set = List(update.SetClauses, clause => clause is AssignmentSetClause { Column: { } column, AssignmentKind: AssignmentKind.Equals } one
            ? $"{Name(column.MultiPartIdentifier.Identifiers[^1])} = {Expression(one.NewValue)}"
            : throw Unknown(clause));
        return $"UPDATE {Target(update)} SET {set}{Where(update.WhereClause)}{Returning(update)}";
    }

    private static string Delete(DeleteSpecification delete) => $"DELETE FROM {Target(delete)}{Where(delete.WhereClause)}{Returning(delete)}";

    /// <summary>Of <c>UPDATE [a] … FROM [api_keys] AS [a]</c> it is the table with its alias.</summary>
    private static string Target(UpdateDeleteSpecificationBase change)
    {
        if (change.TopRowFilter is not null)
            throw Unknown(change.TopRowFilter);
        if (change.FromClause is null)
            return Table(change.Target);
        return change.FromClause.TableReferences is [NamedTableReference { Alias: { } alias } table]
            && change.Target is NamedTableReference { SchemaObject.Identifiers: [{ } target] } && target.Value == alias.Value
            ? Table(table)
            : throw Unknown(change.FromClause);
    }

    private static string Returning(DataModificationSpecification change)
    {
        if (change.OutputIntoClause is not null)
            throw Unknown(change.OutputIntoClause);
        return change.OutputClause is { } output ? $" RETURNING {List(output.SelectColumns, Returned)}" : "";
    }

    /// <summary>SQLite has one row to answer from, so it wants no <c>inserted</c> before a column.</summary>
    private static string Returned(SelectElement element) => element switch
    {
        SelectScalarExpression { Expression: ColumnReferenceExpression { MultiPartIdentifier.Identifiers: [{ } row, { } column] } } one
            when row.Value.Equals("inserted", StringComparison.OrdinalIgnoreCase) => Name(column) + As(one),
        _ => Element(element),
    };

    private static string CreateTable(CreateTableStatement table)
    {
        var parts = table.Definition.ColumnDefinitions.Select(Column).Concat(table.Definition.TableConstraints.Select(Constraint));
        return $"CREATE TABLE {Name(table.SchemaObjectName)} ({string.Join(", ", parts)})";
    }

    private static string Column(ColumnDefinition column)
    {
        if (column.IdentityOptions is not null || column.ComputedColumnExpression is not null)
            throw Unknown(column);
        var fallback = column.DefaultConstraint is { } constraint ? $" DEFAULT {Expression(constraint.Expression)}" : "";
        return $"{Name(column.ColumnIdentifier)} {TypeName(column.DataType)}{fallback}{string.Concat(column.Constraints.Select(c => $" {Constraint(c)}"))}";
    }

    private static string Constraint(ConstraintDefinition constraint) => constraint switch
    {
        NullableConstraintDefinition { Nullable: var nullable } => nullable ? "NULL" : "NOT NULL",
        UniqueConstraintDefinition { IsPrimaryKey: true, Columns.Count: > 0 } key => $"PRIMARY KEY ({List(key.Columns, c => Expression(c.Column))})",
        UniqueConstraintDefinition { Columns.Count: > 0 } key => $"UNIQUE ({List(key.Columns, c => Expression(c.Column))})",
        ForeignKeyConstraintDefinition { Columns.Count: > 0, DeleteAction: DeleteUpdateAction.NotSpecified or DeleteUpdateAction.NoAction } key =>
            $"FOREIGN KEY ({List(key.Columns, Name)}) REFERENCES {Name(key.ReferenceTableName)} ({List(key.ReferencedTableColumns, Name)})",
        CheckConstraintDefinition check => $"CHECK ({Condition(check.CheckCondition)})",
        _ => throw Unknown(constraint),
    };

    private static string CreateIndex(CreateIndexStatement index)
    {
        var columns = List(index.Columns, c => Expression(c.Column) + (c.SortOrder == SortOrder.Descending ? " DESC" : ""));
        var filter = index.FilterPredicate is { } only ? $" WHERE {Condition(only)}" : "";
        return $"CREATE {(index.Unique ? "UNIQUE " : "")}INDEX {Name(index.Name)} ON {Name(index.OnName)} ({columns}){filter}";
    }

    /// <summary>A schema becomes part of the table's name.</summary>
    private static string Name(SchemaObjectName name) => $"[{string.Join('.', name.Identifiers.Select(part => part.Value))}]";

    /// <summary>In brackets, where SQLite does not take a name that it does not know for a text.</summary>
    private static string Name(Identifier name) => $"[{name.Value}]";

    private static string List<T>(IEnumerable<T> parts, Func<T, string> print) => string.Join(", ", parts.Select(print));

    private static NotSupportedException Unknown(TSqlFragment fragment) => new($"Nobody has said what this means in SQLite: {fragment.GetType().Name} {Source(fragment)}");

    private static string Source(TSqlFragment fragment) =>
        string.Concat(fragment.ScriptTokenStream.Skip(fragment.FirstTokenIndex).Take(fragment.LastTokenIndex - fragment.FirstTokenIndex + 1).Select(token => token.Text));
}
