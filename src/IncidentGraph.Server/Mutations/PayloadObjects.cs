using GraphQLParser.AST;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Nodes;

namespace IncidentGraph.Server.Mutations;

/// <summary>Binds the object fields of payloads, in the contract's order, to the objects that the mutation names.</summary>
internal sealed class PayloadObjects(GraphQLDocument contract) : IFieldSource
{
    private readonly Dictionary<string, List<string>> _fields = contract.Definitions.OfType<GraphQLObjectTypeDefinition>()
        .Where(t => t.Name.StringValue.EndsWith("Payload", StringComparison.Ordinal))
        .ToDictionary(t => t.Name.StringValue, ObjectFields, StringComparer.Ordinal);

    public FieldBinding? Bind(string typeName, GraphQLFieldDefinition field, Type? source)
    {
        var name = field.Name.StringValue;
        if (source?.IsAssignableTo(typeof(MutationPayload)) != true || _fields[typeName].IndexOf(name) is var index && index < 0)
            return null;
        return new ValueBinding(typeName, name, context =>
        {
            var objects = ((MutationPayload)context.Source!).Objects; // payloads are never roots
            return index < objects.Count ? context.Services.GetRequiredService<NodeLoader>().Load(objects[index]) : null;
        });
    }

    private static List<string> ObjectFields(GraphQLObjectTypeDefinition payload) =>
        [.. payload.Fields?.Items.Select(f => f.Name.StringValue).Where(n => n is not ("cursor" or "errors")) ?? []];
}
