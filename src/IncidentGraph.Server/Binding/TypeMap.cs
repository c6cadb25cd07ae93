using System.Reflection;
using GraphQLParser.AST;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Events;
using IncidentGraph.Server.Mutations;

namespace IncidentGraph.Server.Binding;

/// <summary>
/// Which CLR type stands for each object type of the contract, and back. A type of the server that claims the name with
/// <see cref="ObjectTypeAttribute"/> wins; otherwise the domain type of the same name is meant.
/// </summary>
public sealed class TypeMap
{
    private readonly Dictionary<string, Type> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, string> _names = [];

    public TypeMap(GraphQLDocument contract, Assembly server, Assembly domain)
    {
        var claimed = server.GetTypes()
            .SelectMany(t => t.GetCustomAttributes<ObjectTypeAttribute>().Select(a => (a.Name, Type: t)))
            .ToDictionary(c => c.Name, c => c.Type, StringComparer.Ordinal);
        var events = contract.Definitions.OfType<GraphQLObjectTypeDefinition>()
            .Where(t => t.Interfaces?.Any(i => i.Name.Value == "Event") == true).Select(t => t.Name.StringValue).ToHashSet();
        var byName = domain.GetExportedTypes().Where(t => t is { IsClass: true, IsGenericType: false })
            .ToLookup(t => t.Name, StringComparer.Ordinal);

        foreach (var name in contract.Definitions.OfType<GraphQLObjectTypeDefinition>().Select(d => d.Name.StringValue))
        {
            var type = claimed.GetValueOrDefault(name) ?? (events.Contains(name) ? typeof(EventView) : null) ?? Shared(name) ?? byName[name].FirstOrDefault();
            if (type is null)
                continue;
            _types[name] = type;
            _names.TryAdd(type, name);
        }
    }

    public Type? this[string typeName] => _types.GetValueOrDefault(typeName);

    /// <summary>Connections and edges are built alike for all nodes.</summary>
    private static Type? Shared(string name) => name switch
    {
        _ when name.EndsWith("Connection", StringComparison.Ordinal) => typeof(Connection),
        _ when name.EndsWith("Edge", StringComparison.Ordinal) => typeof(Edge),
        _ when name.EndsWith("Payload", StringComparison.Ordinal) => typeof(MutationPayload),
        nameof(PageInfo) => typeof(PageInfo),
        _ => null,
    };

    /// <summary>The types that stand for something.</summary>
    public IReadOnlyCollection<Type> Models => _names.Keys;

    /// <summary>The contract's name of an object's type, for interfaces and unions.</summary>
    public string NameOf(object value) => value is ITyped typed
        ? typed.TypeName
        : _names.GetValueOrDefault(value.GetType())
            ?? throw new InvalidOperationException($"{value.GetType()} stands for no type of the contract.");
}
