using GraphQLParser.AST;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Events;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Engine;
using IncidentGraph.Server.Nodes;

namespace IncidentGraph.Server.Events;

/// <summary>
/// Binds an event's own fields to its payload: values by name; objects by the key that the payload holds under the
/// field's name and Id (or Level), loaded as they are now.
/// </summary>
internal sealed class PayloadFields : IFieldSource
{
    public FieldBinding? Bind(string typeName, GraphQLFieldDefinition field, Type? source)
    {
        if (source != typeof(EventView) || PayloadType(typeName) is not { } payload)
            return null;
        var name = field.Name.StringValue;
        var member = Names.ToMember(name);
        if (PropertyFields.Getter(payload, member) is { } value)
            return new ValueBinding(typeName, name, c => value(Payload(c)));

        var key = PropertyFields.Getter(payload, member + "Id") ?? PropertyFields.Getter(payload, member + "Level");
        var type = ContractIndex.NamedType(field.Type);
        var isThere = field.Type is GraphQLNonNullType;
        return key is null ? null : new ValueBinding(typeName, name, c => Load(c, type, key(Payload(c)), isThere));
    }

    private static Type? PayloadType(string typeName) =>
        typeof(EventPayload).Assembly.GetType($"{typeof(EventPayload).Namespace}.{typeName}");

    private static EventPayload Payload(FieldContext context) => ((EventView)context.Source!).Payload; // events are never roots

    private static Deferred? Load(FieldContext context, string type, object? key, bool isThere) => key switch
    {
        null => null,
        Guid guid => Node(context, EntityRef.Of(PayloadType(type) is null ? type : "Event", guid), isThere), // events of all types are found as events
        _ => Node(context, new EntityRef(type, key.ToString()!), isThere), // numbers have a text
    };

    private static Deferred Node(FieldContext context, EntityRef node, bool isThere)
    {
        var loading = context.Services.GetRequiredService<NodeLoader>().Load(node);
        return isThere ? new Deferred<object>(async ct => await loading.GetAsync(ct) ?? throw new HiddenException()) : loading;
    }
}
