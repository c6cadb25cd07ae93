using GraphQLParser.AST;

namespace IncidentGraph.Fuzzing.Generation;

/// <summary>Values of the contract's input types: right in shape unless they are meant to be wrong.</summary>
internal sealed class Values(Dice dice, SchemaModel schema)
{
    private const int Deepest = 4;

    private static readonly string[] _wrong = ["null", "[]", "{}", "\"\"", "0", "true", "[null]", "[[1]]", "{\"a\":1}", "-1.5e10"];

    private readonly Words _words = new(dice, schema);

    public Words Words => _words;

    /// <param name="type">As the contract has it.</param>
    /// <param name="name">Of the argument or field: it says what is meant.</param>
    /// <param name="depth">How deep inside other values.</param>
    public Value Of(GraphQLType type, string name, int depth = 0) => type switch
    {
        GraphQLNonNullType nonNull => Of(nonNull.Type, name, depth),
        GraphQLListType list => ListOf(list.Type, name, depth),
        _ => dice.Chance(1) ? Wrong() : Named(SchemaModel.Named(type), name, depth),
    };

    /// <summary>A value of no particular type, in JSON's notation.</summary>
    public Value Wrong() => new Value.Literal(dice.Pick(_wrong));

    private Value ListOf(GraphQLType item, string name, int depth)
    {
        var count = dice.Chance(2) ? dice.Between(50, 220) : dice.Between(depth > Deepest ? 0 : 1, 3);
        return new Value.Many([.. Enumerable.Range(0, count).Select(_ => Of(item, name, count > 3 ? Deepest : depth))]);
    }

    private Value Named(string type, string name, int depth)
    {
        if (schema.EnumValues(type) is [_, ..] values)
            return dice.Chance(98) ? new Value.Name(dice.Pick(values)) : new Value.Name("NO_SUCH");
        return schema.InputFields(type) is { } fields ? Members(type, fields, depth) : _words.Of(type, name);
    }

    private Value.Members Members(string type, IReadOnlyList<GraphQLInputValueDefinition> fields, int depth)
    {
        // One key at a time is what inputs for sorting take.
        var isOne = type.EndsWith("SortInput", StringComparison.Ordinal);
        var optional = fields.Where(field => !IsRequired(field) && (depth < Deepest || schema.InputFields(SchemaModel.Named(field.Type)) is null)).ToList();
        var chosen = dice.Some(optional, isOne ? 1 : dice.Between(depth == 0 ? 1 : 0, 4)).ToHashSet();
        return new Value.Members([.. fields.Where(field => IsRequired(field) || chosen.Contains(field))
            .Select(field => (field.Name.StringValue, Of(field.Type, field.Name.StringValue, depth + 1)))]);
    }

    private static bool IsRequired(GraphQLInputValueDefinition field) => field.Type is GraphQLNonNullType && field.DefaultValue is null;
}
