using GraphQLParser.AST;

namespace IncidentGraph.Server.Schema;

/// <summary>
/// Gives each implementer the fields of its interfaces that it does not write out, before its own, and the interfaces' descriptions to
/// those that it writes out without one.
/// </summary>
internal static class InterfaceFields
{
    public static void Complete(GraphQLDocument document)
    {
        var interfaces = document.Definitions.OfType<GraphQLInterfaceTypeDefinition>().ToDictionary(type => type.Name.StringValue);
        var completed = new HashSet<ASTNode>();
        foreach (var type in document.Definitions.OfType<GraphQLTypeDefinition>())
        {
            Complete(type, interfaces, completed);
        }
    }

    private static void Complete(
        GraphQLTypeDefinition type,
        Dictionary<string, GraphQLInterfaceTypeDefinition> interfaces,
        HashSet<ASTNode> completed)
    {
        if (!completed.Add(type) || type is not IHasInterfacesNode { Interfaces: { } implemented })
        {
            return;
        }

        var inherited = new List<GraphQLFieldDefinition>();
        foreach (var name in implemented.Items.Select(named => named.Name.StringValue))
        {
            var parent = interfaces.GetValueOrDefault(name)
                ?? throw new InvalidOperationException($"{type.Name} implements {name}, which is no interface.");
            Complete(parent, interfaces, completed);
            inherited.AddRange(parent.Fields?.Items ?? []);
        }

        Inherit(type, inherited.DistinctBy(field => field.Name.StringValue));
    }

    private static void Inherit(GraphQLTypeDefinition type, IEnumerable<GraphQLFieldDefinition> inherited)
    {
        var own = Definitions.FieldsOf(type).ToDictionary(field => field.Name.StringValue);
        var missing = new List<GraphQLFieldDefinition>();
        foreach (var field in inherited)
        {
            if (own.TryGetValue(field.Name.StringValue, out var written))
            {
                written.Description ??= field.Description;
            }
            else
            {
                missing.Add(Copy(field));
            }
        }

        Definitions.SetFields(type, [.. missing, .. own.Values]);
    }

    private static GraphQLFieldDefinition Copy(GraphQLFieldDefinition field) => new(field.Name, field.Type)
    {
        Description = field.Description,
        Arguments = field.Arguments,
        Directives = field.Directives,
    };
}
