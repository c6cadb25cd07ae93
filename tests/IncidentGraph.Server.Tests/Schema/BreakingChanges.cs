using GraphQLParser.AST;
using static IncidentGraph.Server.Tests.Schema.ContractReader;
using GraphQLDefinitions = IncidentGraph.Server.Schema.Definitions;

namespace IncidentGraph.Server.Tests.Schema;

/// <summary>What a client of one contract would find broken in another.</summary>
internal static class BreakingChanges
{
    public static IEnumerable<string> Find(GraphQLDocument released, GraphQLDocument present)
    {
        var now = TypesOf(present).ToDictionary(t => t.Name.StringValue, StringComparer.Ordinal);
        foreach (var type in TypesOf(released))
        {
            var name = type.Name.StringValue;
            if (!now.TryGetValue(name, out var other))
                yield return $"{name} is gone";
            else if (other.Kind != type.Kind)
                yield return $"{name} is another kind of type";
            else
            {
                foreach (var change in OfType(name, type, other))
                    yield return change;
            }
        }
    }

    private static IEnumerable<GraphQLTypeDefinition> TypesOf(GraphQLDocument document) =>
        document.Definitions.OfType<GraphQLTypeDefinition>().Where(t => t is not GraphQLDirectiveDefinition);

    private static IEnumerable<string> OfType(string name, GraphQLTypeDefinition was, GraphQLTypeDefinition now) => (was, now) switch
    {
        (GraphQLInputObjectTypeDefinition a, GraphQLInputObjectTypeDefinition b) => Inputs(name, "input field", a.Fields?.Items, b.Fields?.Items),
        (GraphQLEnumTypeDefinition a, GraphQLEnumTypeDefinition b) =>
            Missing(name, "value", a.Values?.Items.Select(v => v.Name.StringValue), b.Values?.Items.Select(v => v.Name.StringValue)),
        (GraphQLUnionTypeDefinition a, GraphQLUnionTypeDefinition b) =>
            Missing(name, "member", a.Types?.Items.Select(Print), b.Types?.Items.Select(Print)),
        _ => Missing(name, "interface", Interfaces(was), Interfaces(now)).Concat(OutputFields(name, was, now)),
    };

    private static IEnumerable<string>? Interfaces(GraphQLTypeDefinition type) =>
        (type as IHasInterfacesNode)?.Interfaces?.Items.Select(i => i.Name.StringValue);

    private static IEnumerable<string> OutputFields(string name, GraphQLTypeDefinition was, GraphQLTypeDefinition now)
    {
        var fields = GraphQLDefinitions.FieldsOf(now).ToDictionary(f => f.Name.StringValue, StringComparer.Ordinal);
        foreach (var field in GraphQLDefinitions.FieldsOf(was))
        {
            var path = $"{name}.{field.Name.StringValue}";
            if (!fields.TryGetValue(field.Name.StringValue, out var other))
            {
                yield return $"{path} is gone";
                continue;
            }

            if (!Keeps(field.Type, other.Type))
                yield return $"{path} was {Print(field.Type)} and is {Print(other.Type)}";
            foreach (var change in Inputs(path, "argument", field.Arguments?.Items, other.Arguments?.Items))
                yield return change;
        }
    }

    private static IEnumerable<string> Inputs(
        string name, string kind, IEnumerable<GraphQLInputValueDefinition>? was, IEnumerable<GraphQLInputValueDefinition>? now)
    {
        var known = (was ?? []).ToDictionary(v => v.Name.StringValue, StringComparer.Ordinal);
        var given = (now ?? []).ToDictionary(v => v.Name.StringValue, StringComparer.Ordinal);
        foreach (var (key, value) in known)
        {
            if (!given.TryGetValue(key, out var other))
                yield return $"{name}: {kind} {key} is gone";
            else if (!Keeps(other.Type, value.Type))
                yield return $"{name}: {kind} {key} was {Print(value.Type)} and is {Print(other.Type)}";
        }

        foreach (var (key, value) in given.Where(g => !known.ContainsKey(g.Key) && g.Value is { Type: GraphQLNonNullType, DefaultValue: null }))
            yield return $"{name}: {kind} {key} is new and required: {Print(value.Type)}";
    }

    /// <summary>Whether what gives the second type satisfies who expects the first: non-null may take the place of nullable.</summary>
    private static bool Keeps(GraphQLType expected, GraphQLType given) => (expected, given) switch
    {
        (GraphQLNonNullType e, GraphQLNonNullType g) => Keeps(e.Type, g.Type),
        (GraphQLNonNullType, _) => false,
        (_, GraphQLNonNullType g) => Keeps(expected, g.Type),
        (GraphQLListType e, GraphQLListType g) => Keeps(e.Type, g.Type),
        (GraphQLNamedType e, GraphQLNamedType g) => e.Name.StringValue == g.Name.StringValue,
        _ => false,
    };

    private static IEnumerable<string> Missing(string name, string kind, IEnumerable<string>? was, IEnumerable<string>? now) =>
        (was ?? []).Except(now ?? []).Select(gone => $"{name}: {kind} {gone} is gone");
}
