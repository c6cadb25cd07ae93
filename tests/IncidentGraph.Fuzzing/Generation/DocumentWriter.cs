using System.Text;
using GraphQLParser.AST;

namespace IncidentGraph.Fuzzing.Generation;

/// <summary>Writes documents that fit the contract, or nearly: any field, arguments of the right types, variables, fragments and directives.</summary>
internal sealed class DocumentWriter(Dice dice, SchemaModel schema)
{
    private const int Deepest = 6;

    private readonly Values _values = new(dice, schema);
    private readonly StringBuilder _declarations = new();
    private readonly StringBuilder _fragments = new();
    private readonly List<(string Name, Value Value)> _variables = [];
    private int _left;
    private int _variablesPercent;
    private int _aliases;
    private int _fragmentCount;

    /// <param name="variablesPercent">How often an argument comes by a variable.</param>
    public Document Write(int variablesPercent)
    {
        (_left, _variablesPercent) = (dice.Between(5, 60), variablesPercent);
        var (keyword, root) = dice.Below(100) switch
        {
            < 62 => ("query", "Query"),
            < 90 => ("mutation", "Mutation"),
            < 96 => ("subscription", "Subscription"),
            _ => ("query", ""),
        };
        var body = root.Length == 0 ? Introspection() : Root(root);
        var head = _declarations.Length > 0 ? $"{keyword} Q({_declarations})" : keyword == "query" && dice.Chance(50) ? "" : keyword;
        var variables = _variables.Count > 0 || dice.Chance(20) ? new Value.Members(_variables).ToJson() : null;
        return new Document($"{head} {body}{_fragments}", variables, keyword == "subscription");
    }

    private string Root(string root)
    {
        var fields = schema.Fields(root);
        var chosen = root == "Subscription" ? [dice.Pick(fields)] : dice.Some(fields, dice.Chance(70) ? 1 : 3);
        return $"{{ {string.Join(' ', chosen.Select(field => Field(field, 0)))} }}";
    }

    private string Introspection() => dice.Below(4) switch
    {
        0 => $"{{ __type(name: \"{dice.Pick(schema.NodeTypes)}\") {{ name kind fields {{ name type {{ name ofType {{ name }} }} }} }} }}",
        1 => "{ __schema { queryType { name } directives { name args { name } } } }",
        2 => "{ __schema { types { name } } __typename }",
        _ => $"{{ __type(name: {new Value.Text(_values.Words.AnyText()).ToGraphQL()}) {{ name }} }}",
    };

    private string Field(GraphQLFieldDefinition field, int depth)
    {
        _left--;
        var name = field.Name.StringValue;
        var type = SchemaModel.Named(field.Type);
        var alias = dice.Chance(8) ? $"a{_aliases++}: " : "";
        return $"{alias}{name}{Arguments(field, depth)}{Directive()}{(schema.IsComposite(type) ? $" {Selection(type, depth + 1)}" : "")}";
    }

    private string Arguments(GraphQLFieldDefinition field, int depth)
    {
        var arguments = (field.Arguments?.Items ?? []).Where(argument => IsWanted(argument, depth)).ToList();
        return arguments.Count == 0 ? "" : $"({string.Join(", ", arguments.Select(argument => $"{argument.Name.StringValue}: {Argument(argument)}"))})";
    }

    private bool IsWanted(GraphQLInputValueDefinition argument, int depth) => argument switch
    {
        { Type: GraphQLNonNullType, DefaultValue: null } => true,
        { Name.StringValue: "first" } => dice.Chance(depth == 0 ? 80 : 95),
        { Name.StringValue: "last" or "before" or "after" } => dice.Chance(6),
        _ => dice.Chance(40),
    };

    private string Argument(GraphQLInputValueDefinition argument)
    {
        var value = _values.Of(argument.Type, argument.Name.StringValue);
        if (!dice.Chance(_variablesPercent))
            return value.ToGraphQL();
        var name = $"v{_variables.Count}";
        _variables.Add((name, value));
        _declarations.Append(_declarations.Length == 0 ? "" : ", ").Append('$').Append(name).Append(": ").Append(SchemaModel.Print(argument.Type));
        return $"${name}";
    }

    private string Directive() => dice.Below(60) switch
    {
        0 => " @include(if: true)",
        1 => " @skip(if: false)",
        2 => " @skip(if: true)",
        _ => "",
    };

    private string Selection(string type, int depth)
    {
        var selected = schema.Possible(type) is [_, ..] possible ? Branches(type, possible, depth) : Fields(type, depth);
        if (!dice.Chance(6))
            return $"{{ {selected} }}";
        var name = $"F{_fragmentCount++}";
        _fragments.Append(" fragment ").Append(name).Append(" on ").Append(type).Append(" { ").Append(selected).Append(" }");
        return $"{{ ...{name} }}";
    }

    private string Branches(string type, IReadOnlyList<string> possible, int depth)
    {
        var branches = dice.Some(possible, dice.Between(0, 2)).Select(one => $" ... on {one} {{ {Fields(one, depth)} }}");
        return $"__typename{string.Concat(branches)}{(schema.Fields(type) is [_, ..] shared && dice.Chance(40) ? $" {Field(dice.Pick(shared), Deepest)}" : "")}";
    }

    private string Fields(string type, int depth)
    {
        var goesOn = depth < Deepest && _left > 0;
        var fields = schema.Fields(type).Where(field => goesOn || !schema.IsComposite(SchemaModel.Named(field.Type))).ToList();
        var chosen = dice.Some(fields, goesOn ? dice.Between(1, 5) : 2);
        return chosen.Count == 0 ? "__typename" : string.Join(' ', chosen.Select(field => Field(field, depth)));
    }
}
