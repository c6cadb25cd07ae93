using GraphQLParser.AST;

namespace IncidentGraph.Server.Tests.Schema;

/// <summary>Selects everything that a type has, made from the contract, so that a new field is asked for too.</summary>
internal static class FullSelection
{
    /// <summary>All fields: nodes by type and id, or in full as deep as is said, all else in full.</summary>
    /// <param name="type">An object type, or an interface or union for what each of its types has.</param>
    /// <param name="page">The arguments of each connection below.</param>
    /// <param name="depth">Through how many references to follow into other nodes.</param>
    /// <param name="isAdmin">False leaves out what only admins may ask for: it would refuse the whole operation.</param>
    public static string Of(string type, string page = "first: 100", int depth = 0, bool isAdmin = true) => $"{{ __typename {Fields(type, page, depth, isAdmin)} }}";

    /// <summary>One field with what is in it.</summary>
    public static string Of(GraphQLFieldDefinition field, string arguments, string page = "first: 100", int depth = 0, bool isAdmin = true)
    {
        var name = field.Name.StringValue;
        var type = Named(field);
        return IsLeaf(type) ? $"{name}{Brackets(arguments)}" : $"{name}{Brackets(arguments)} {Below(type, page, depth, isAdmin)}";
    }

    public static string Named(GraphQLFieldDefinition field) => ContractReader.Print(field.Type).Trim('[', ']', '!');

    public static bool IsConnection(string type) => type.EndsWith("Connection", StringComparison.Ordinal);

    public static bool IsNode(string type) => type == "Node" || Interfaces(type).Contains("Node");

    /// <summary>Whether the field, or what it leads to, is closed to all but admins.</summary>
    public static bool IsForAdmins(GraphQLFieldDefinition field) =>
        NeedsAdmin(field.Directives) || NeedsAdmin(ContractReader.Objects.SingleOrDefault(t => t.Name == Named(field))?.Directives);

    public static bool IsEvent(string type) => type == "Event" || Interfaces(type).Contains("Event");

    /// <summary>The types that a type may turn out to be: those of a union, or itself.</summary>
    public static IReadOnlyList<string> Members(string type) => ContractReader.Types.SingleOrDefault(t => t.Name == type) switch
    {
        GraphQLUnionTypeDefinition union => [.. union.Types!.Items.Select(t => t.Name.StringValue)], // it has some
        GraphQLObjectTypeDefinition => [type],
        _ => [],
    };

    /// <summary>What a connection is a connection of.</summary>
    public static string NodeOf(string connection) => Named(ContractReader.Field(connection, "nodes")!); // each has it: a convention test sees to that

    private static string Fields(string type, string page, int depth, bool isAdmin) => ContractReader.Types.SingleOrDefault(t => t.Name == type) switch
    {
        GraphQLUnionTypeDefinition => Fragments(Members(type), page, depth, isAdmin),
        GraphQLInterfaceTypeDefinition => Fragments(ContractReader.Implementers(type).Select(t => t.Name.StringValue), page, depth, isAdmin),
        _ => string.Join(' ', ContractReader.Fields(type).Where(f => isAdmin || !IsForAdmins(f)).Select(f => Of(f, IsConnection(Named(f)) ? page : "", page, depth, isAdmin))),
    };

    private static string Fragments(IEnumerable<string> types, string page, int depth, bool isAdmin) =>
        string.Join(' ', types.Select(t => $"... on {t} {{ {Fields(t, page, depth, isAdmin)} }}"));

    private static string Below(string type, string page, int depth, bool isAdmin)
    {
        if (IsConnection(type))
            return Page(type, page, depth, isAdmin);
        if (Members(type) is [_, _, ..] members && members.All(IsNode))
            return "{ __typename ... on Node { id } }"; // their fields of one name may differ in type
        if (!IsNode(type))
            return Of(type, page, depth, isAdmin);

        // All kinds of events, each in full, would be more than one document may hold.
        return depth == 0 || type is "Node" or "Event" ? "{ __typename id }" : Of(type, page, depth - 1, isAdmin);
    }

    private static string Page(string connection, string page, int depth, bool isAdmin)
    {
        var edge = Named(ContractReader.Field(connection, "edges")!);
        var onEdge = ContractReader.Fields(edge).Where(f => f.Name.Value != "node").Select(f => Of(f, "", page, 0, isAdmin));
        var total = ContractReader.Field(connection, "totalCount") is null ? "" : "totalCount";
        return $"{{ {total} nodes {Below(NodeOf(connection), page, depth, isAdmin)} edges {{ {string.Join(' ', onEdge)} }} pageInfo {{ hasNextPage }} }}";
    }

    private static bool IsLeaf(string type) =>
        ContractReader.Types.SingleOrDefault(t => t.Name == type) is null or GraphQLScalarTypeDefinition or GraphQLEnumTypeDefinition;

    private static bool NeedsAdmin(GraphQLDirectives? directives) =>
        directives?.Items.Exists(d => d.Name == "authorize" && d.Arguments![0].Value is GraphQLStringValue { Value: var policy } && policy == "admin") == true;

    private static IEnumerable<string> Interfaces(string type) => ContractReader.Types.SingleOrDefault(t => t.Name == type) switch
    {
        GraphQLObjectTypeDefinition o => o.Interfaces?.Items.Select(i => i.Name.StringValue) ?? [],
        GraphQLInterfaceTypeDefinition i => i.Interfaces?.Items.Select(x => x.Name.StringValue) ?? [],
        _ => [],
    };

    private static string Brackets(string arguments) => arguments.Length == 0 ? "" : $"({arguments})";
}
