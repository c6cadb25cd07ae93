using GraphQLParser.AST;
using IncidentGraph.Server.Schema;
using IncidentGraph.Server.Tests.Schema;

namespace IncidentGraph.Server.Tests.SqlServer;

/// <summary>Every condition and every order that a list takes, made from the contract, so that a new one is asked for too. Written as GraphQL values.</summary>
internal static class Conditions
{
    /// <summary>How far into filters of other objects: theirs are asked for as lists of their own.</summary>
    private const int Deepest = 2;
    private const int LongestOrder = 5;

    /// <param name="filter">An input type.</param>
    /// <param name="depth">At 0 each operation of each field is asked for; below, the first of each field.</param>
    public static IEnumerable<string> Of(string filter, int depth = 0)
    {
        foreach (var field in Inputs(filter))
        {
            var (name, type) = (field.Name.StringValue, Definitions.NamedTypeOf(field.Type));
            var conditions = name is "and" or "or" ? Both(filter, depth) : OfField(type, depth);
            foreach (var condition in conditions)
                yield return $"{{ {name}: {condition} }}";
        }
    }

    /// <summary>Each field in both directions, then as many at once as an order may have.</summary>
    public static IEnumerable<string> Orders(string sort)
    {
        var fields = Inputs(sort).SelectMany(Paths).ToList();
        foreach (var field in fields)
        {
            yield return $"[{field("ASC")}]";
            yield return $"[{field("DESC")}]";
        }

        yield return $"[{string.Join(", ", fields.Take(LongestOrder).Select((field, i) => field(i % 2 == 0 ? "DESC" : "ASC")))}]";
    }

    /// <summary>A value of a scalar or an enum.</summary>
    public static IEnumerable<string> Values(string type) => type switch
    {
        "Int" => ["1", "3"],
        "Boolean" => ["true", "false"],
        "DateTime" => ["\"2026-01-01T00:00:00Z\"", "\"2100-01-01T00:00:00Z\""],
        "Duration" => ["\"PT1H\""],
        "String" or "ID" => ["\"crew\"", "\"1\""],
        _ when ContractReader.Type(type) is GraphQLEnumTypeDefinition choices => choices.Values!.Items.Select(c => c.Name.StringValue), // an enum has some
        _ => throw new InvalidOperationException($"Say in {nameof(Conditions)} what a {type} may look like."),
    };

    private static IEnumerable<string> OfField(string type, int depth)
    {
        var inputs = Inputs(type).ToDictionary(f => f.Name.StringValue, StringComparer.Ordinal);
        if (inputs.ContainsKey("eq"))
            return inputs.Values.Where(f => f.Name.StringValue is not ("and" or "or")).SelectMany(Comparisons).Take(depth == 0 ? int.MaxValue : 1);
        if (depth == Deepest)
            return [];
        return inputs.TryGetValue("some", out var some)
            ? OfList(Definitions.NamedTypeOf(some.Type), depth)
            : Of(type, depth + 1);
    }

    private static IEnumerable<string> OfList(string filter, int depth)
    {
        var inner = (Inputs(filter).Any(f => f.Name == "eq") ? OfField(filter, depth + 1).Append("{ contains: \"a\" }") : Of(filter, depth + 1)).ToList();
        return [
            "{ any: true }", "{ any: false }",
            .. inner.Take(1).SelectMany(condition => new[] { $"{{ all: {condition} }}", $"{{ none: {condition} }}" }),
            .. inner.Select(condition => $"{{ some: {condition} }}"),
        ];
    }

    private static IEnumerable<string> Comparisons(GraphQLInputValueDefinition operation)
    {
        var name = operation.Name.StringValue;
        var values = Values(Definitions.NamedTypeOf(operation.Type)).Take(2).ToList();
        if (operation.Type is GraphQLListType)
            return [$"{{ {name}: [{string.Join(", ", values)}] }}"];
        return name is "eq" or "neq" ? [$"{{ {name}: {values[0]} }}", $"{{ {name}: null }}"] : [$"{{ {name}: {values[0]} }}"];
    }

    private static IEnumerable<string> Both(string filter, int depth) => depth == 0
        ? [$"[{string.Join(", ", Inputs(filter).Where(f => f.Name.StringValue is not ("and" or "or")).Take(3).SelectMany(f => OfField(Definitions.NamedTypeOf(f.Type), 1).Take(1).Select(c => $"{{ {f.Name.Value}: {c} }}")))}]"]
        : [];

    private static IEnumerable<Func<string, string>> Paths(GraphQLInputValueDefinition field)
    {
        var (name, type) = (field.Name.StringValue, Definitions.NamedTypeOf(field.Type));
        return type == "SortEnumType"
            ? [direction => $"{{ {name}: {direction} }}"]
            : Inputs(type).SelectMany(Paths).Select(path => (Func<string, string>)(direction => $"{{ {name}: {path(direction)} }}"));
    }

    private static IReadOnlyList<GraphQLInputValueDefinition> Inputs(string name) =>
        (ContractReader.Type(name) as GraphQLInputObjectTypeDefinition)?.Fields?.Items ?? [];
}
