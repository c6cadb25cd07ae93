using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace IncidentGraph.SqlServerModel;

/// <summary>
/// What a script comes to when it has run: the model takes no history, only what is there at its end. Columns and constraints
/// that the script adds later go into their table, and an index that it drops goes; a kind of statement that is not known here is refused, never passed over.
/// </summary>
internal sealed class FoldedSchema
{
    private readonly Dictionary<string, CreateTableStatement> _tables = new(StringComparer.Ordinal);
    private readonly List<CreateIndexStatement> _indexes = [];
    private readonly List<string> _data = [];

    /// <summary>One script for each table and index.</summary>
    public IEnumerable<string> Objects => _tables.Values.Concat<TSqlFragment>(_indexes).Select(Print);

    /// <summary>The statements that write rows, with variables of their own.</summary>
    public IReadOnlyList<string> Data => _data;

    /// <summary>
    /// Each column, constraint and index, in the order of their names. Without the defaults of columns: a column that is added
    /// needs one for the rows that are there, and one that is created with its table does not.
    /// </summary>
    public IReadOnlyList<string> Lines =>
    [
        .. _tables.SelectMany(table => Parts(table.Value).Select(part => $"{table.Key} {part}"))
            .Concat(_indexes.Select(Print))
            .Order(StringComparer.Ordinal),
    ];

    public static FoldedSchema Of(string script)
    {
        using var reader = new StringReader(script);
        var parsed = (TSqlScript)new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        if (errors.Count > 0)
            throw new InvalidOperationException($"The schema is no T-SQL: line {errors[0].Line}: {errors[0].Message}");
        var schema = new FoldedSchema();
        foreach (var statement in parsed.Batches.SelectMany(batch => batch.Statements))
            schema.Fold(statement);
        return schema;
    }

    private void Fold(TSqlStatement statement)
    {
        switch (statement)
        {
            case CreateTableStatement table:
                _tables.Add(NameOf(table.SchemaObjectName), table);
                break;
            case AlterTableAddTableElementStatement { Definition: { Indexes.Count: 0 } added } addition:
                var definition = _tables[NameOf(addition.SchemaObjectName)].Definition;
                foreach (var column in added.ColumnDefinitions)
                    definition.ColumnDefinitions.Add(column);
                foreach (var constraint in added.TableConstraints)
                    definition.TableConstraints.Add(constraint);
                break;
            case CreateIndexStatement index:
                _indexes.Add(index);
                break;
            case DropIndexStatement { IsIfExists: false } drop:
                foreach (var dropped in drop.DropIndexClauses.Cast<DropIndexClause>())
                    Drop(dropped);
                break;
            case InsertStatement or UpdateStatement or DeleteStatement or MergeStatement:
                _data.Add(Print(statement));
                break;
            case IfStatement { ElseStatement: null } condition:
                Fold(condition.ThenStatement);
                break;
            case BeginEndBlockStatement block:
                foreach (var inner in block.StatementList.Statements)
                    Fold(inner);
                break;
            case BeginTransactionStatement or CommitTransactionStatement or SetIdentityInsertStatement:
                break;
            default:
                throw new InvalidOperationException($"The schema's script has what is not folded yet: {Print(statement)}");
        }
    }

    private void Drop(DropIndexClause dropped)
    {
        if (_indexes.RemoveAll(index => index.Name.Value == dropped.Index.Value && NameOf(index.OnName) == NameOf(dropped.Object)) != 1)
            throw new InvalidOperationException($"The schema's script drops an index that is not there: {Print(dropped)}");
    }

    private static IEnumerable<string> Parts(CreateTableStatement table) =>
        table.Definition.ColumnDefinitions.Select(WithoutDefault).Concat(table.Definition.TableConstraints.Select(Print));

    private static string WithoutDefault(ColumnDefinition column)
    {
        var constraint = column.DefaultConstraint;
        column.DefaultConstraint = null;
        var text = Print(column);
        column.DefaultConstraint = constraint;
        return text;
    }

    private static string NameOf(SchemaObjectName name) => string.Join('.', name.Identifiers.Select(part => part.Value));

    private static string Print(TSqlFragment fragment)
    {
        new Sql160ScriptGenerator(new SqlScriptGeneratorOptions { AlignColumnDefinitionFields = false }).GenerateScript(fragment, out var text);
        return text;
    }
}
