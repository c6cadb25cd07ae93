using System.Text.Json;
using GraphQLParser.AST;
using GraphQLParser.Visitors;
using IncidentGraph.Server.Schema;
using IncidentGraph.Server.Tests.Schema;

namespace IncidentGraph.Server.Tests.Engine;

/// <summary>A schema as one line for each thing it says, from the contract or from introspection: equal schemas give equal lines.</summary>
internal static class ContractLines
{
    private static readonly string[] _builtInScalars = ["String", "Int", "Float", "Boolean", "ID"];
    private static readonly string[] _builtInDirectives = ["skip", "include", "deprecated", "specifiedBy", "oneOf"];
    private static readonly SDLPrinter _printer = new();

    public static IReadOnlyList<string> Of(GraphQLDocument contract) =>
    [
        .. contract.Definitions.OfType<GraphQLTypeDefinition>().SelectMany(OfType).Order(StringComparer.Ordinal),
    ];

    public static IReadOnlyList<string> Of(JsonElement schema) =>
    [
        .. schema.GetProperty("types").EnumerateArray()
            .Where(t => Name(t) is var name && !name.StartsWith("__", StringComparison.Ordinal) && !_builtInScalars.Contains(name))
            .SelectMany(OfType)
            .Concat(schema.GetProperty("directives").EnumerateArray().Where(d => !_builtInDirectives.Contains(Name(d))).SelectMany(OfDirective))
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> OfType(GraphQLTypeDefinition type)
    {
        var name = type.Name.StringValue;
        var head = $"{Kind(type)} {name}";
        return type switch
        {
            GraphQLDirectiveDefinition directive =>
            [
                $"DIRECTIVE {name} on {string.Join(',', directive.Locations.Items.Select(Location).Order(StringComparer.Ordinal))}"
                    + $" repeatable={directive.Repeatable}: {Text(directive.Description)}",
                .. (directive.Arguments?.Items ?? []).Select(a => Input($"@{name}", a)),
            ],
            GraphQLScalarTypeDefinition scalar => [$"{head} by {SpecifiedBy(scalar)}: {Text(type.Description)}"],
            GraphQLEnumTypeDefinition values =>
                [$"{head}: {Text(type.Description)}", .. values.Values!.Select(v => $"{name}.{v.Name.Value}: {Text(v.Description)}")],
            GraphQLInputObjectTypeDefinition input => [$"{head}: {Text(type.Description)}", .. input.Fields!.Select(f => Input(name, f))],
            GraphQLUnionTypeDefinition union => [$"{head} = {Sorted(union.Types!.Select(t => t.Name.StringValue))}: {Text(type.Description)}"],
            IHasInterfacesNode parents =>
            [
                $"{head} implements {Sorted(parents.Interfaces?.Items.Select(i => i.Name.StringValue) ?? [])}: {Text(type.Description)}",
                .. Definitions.FieldsOf(type).SelectMany(f => OfField(name, f)),
            ],
            _ => [head],
        };
    }

    private static IEnumerable<string> OfField(string type, GraphQLFieldDefinition field) =>
    [
        $"{type}.{field.Name.Value}: {ContractReader.Print(field.Type)}: {Text(field.Description)}",
        .. (field.Arguments?.Items ?? []).Select(a => Input($"{type}.{field.Name.Value}", a)),
    ];

    private static string Input(string owner, GraphQLInputValueDefinition value) =>
        $"{owner}({value.Name.Value}: {ContractReader.Print(value.Type)} = {(value.DefaultValue is { } given ? _printer.Print(given) : "")}): {Text(value.Description)}";

    private static string Kind(GraphQLTypeDefinition type) => type switch
    {
        GraphQLScalarTypeDefinition => "SCALAR",
        GraphQLEnumTypeDefinition => "ENUM",
        GraphQLInputObjectTypeDefinition => "INPUT_OBJECT",
        GraphQLUnionTypeDefinition => "UNION",
        GraphQLInterfaceTypeDefinition => "INTERFACE",
        _ => "OBJECT",
    };

    private static string SpecifiedBy(GraphQLScalarTypeDefinition scalar) =>
        ((GraphQLStringValue)scalar.Directives!.Single(d => d.Name == "specifiedBy").Arguments![0].Value).Value.ToString();

    private static string Text(GraphQLDescription? description) => (description?.Value.ToString() ?? "").ReplaceLineEndings(" ").Trim();

    private static string Location(DirectiveLocation location) =>
        string.Concat(location.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}"));

    private static IEnumerable<string> OfType(JsonElement type)
    {
        var name = Name(type);
        var head = $"{String(type, "kind")} {name}";
        return String(type, "kind") switch
        {
            "SCALAR" => [$"{head} by {String(type, "specifiedByURL")}: {Text(type)}"],
            "ENUM" => [$"{head}: {Text(type)}", .. Items(type, "enumValues").Select(v => $"{name}.{Name(v)}: {Text(v)}")],
            "INPUT_OBJECT" => [$"{head}: {Text(type)}", .. Items(type, "inputFields").Select(f => Input(name, f))],
            "UNION" => [$"{head} = {Sorted(Items(type, "possibleTypes").Select(Name))}: {Text(type)}"],
            _ =>
            [
                $"{head} implements {Sorted(Items(type, "interfaces").Select(Name))}: {Text(type)}",
                .. Items(type, "fields").SelectMany(f => OfField(name, f)),
            ],
        };
    }

    private static IEnumerable<string> OfDirective(JsonElement directive) =>
    [
        $"DIRECTIVE {Name(directive)} on {Sorted(Items(directive, "locations").Select(l => l.GetString()!), ",")}"
            + $" repeatable={directive.GetProperty("isRepeatable").GetBoolean()}: {Text(directive)}",
        .. Items(directive, "args").Select(a => Input($"@{Name(directive)}", a)),
    ];

    private static IEnumerable<string> OfField(string type, JsonElement field) =>
    [
        $"{type}.{Name(field)}: {TypeText(field.GetProperty("type"))}: {Text(field)}",
        .. Items(field, "args").Select(a => Input($"{type}.{Name(field)}", a)),
    ];

    private static string Input(string owner, JsonElement value) =>
        $"{owner}({Name(value)}: {TypeText(value.GetProperty("type"))} = {String(value, "defaultValue")}): {Text(value)}";

    private static string TypeText(JsonElement type) => String(type, "kind") switch
    {
        "NON_NULL" => TypeText(type.GetProperty("ofType")) + "!",
        "LIST" => $"[{TypeText(type.GetProperty("ofType"))}]",
        _ => Name(type),
    };

    private static string Text(JsonElement described) => (String(described, "description") ?? "").ReplaceLineEndings(" ").Trim();

    private static string Name(JsonElement named) => String(named, "name")!;

    private static string? String(JsonElement json, string field) => json.GetProperty(field).GetString();

    private static IEnumerable<JsonElement> Items(JsonElement json, string field) => json.GetProperty(field).EnumerateArray();

    private static string Sorted(IEnumerable<string> names, string separator = " ") =>
        string.Join(separator, names.Order(StringComparer.Ordinal));
}
