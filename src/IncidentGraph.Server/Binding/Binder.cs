using System.Reflection;
using GraphQLParser.AST;

namespace IncidentGraph.Server.Binding;

/// <summary>
/// Binds every field of the contract once: to a method of a feature's class, else to a property of the type that stands
/// for the object. Start-up fails, naming all of them, on fields that nothing binds and on methods that the contract lacks.
/// </summary>
public sealed class Binder
{
    private readonly TypeMap _types;
    private readonly IReadOnlyList<IFieldSource> _sources;
    private readonly Dictionary<(string Type, string Field), MethodInfo> _methods = [];

    public Binder(TypeMap types, Assembly features, params IReadOnlyList<IFieldSource> sources)
    {
        _types = types;
        _sources = sources;
        foreach (var type in features.GetTypes())
        {
            foreach (var owner in OwnersOf(type))
                AddMethods(owner, type);
        }
    }

    public IReadOnlyList<FieldBinding> Bind(GraphQLDocument contract)
    {
        var objects = contract.Definitions.OfType<GraphQLObjectTypeDefinition>().ToList();
        var unused = _methods.Keys.ToHashSet();
        var missing = new List<string>();
        var bindings = new List<FieldBinding>();
        foreach (var type in objects)
        {
            string[] owners = [type.Name.StringValue, .. type.Interfaces?.Select(i => i.Name.StringValue) ?? []];
            foreach (var field in type.Fields?.Items ?? [])
            {
                var binding = BindField(type, owners, field, unused);
                if (binding is null)
                    missing.Add($"{type.Name.StringValue}.{field.Name.StringValue}");
                else
                    bindings.Add(binding);
            }
        }

        Refuse("Fields of the contract that no method or property binds", missing);
        Refuse("Bound methods that the contract lacks", unused.Select(m => $"{m.Type}.{m.Field}"));
        return bindings;
    }

    private static IEnumerable<string> OwnersOf(Type type)
    {
        if (type.IsDefined(typeof(QueryTypeAttribute)))
            yield return "Query";
        if (type.IsDefined(typeof(MutationTypeAttribute)))
            yield return "Mutation";
        if (type.IsDefined(typeof(SubscriptionTypeAttribute)))
            yield return "Subscription";
        if (type.GetCustomAttribute<ExtendObjectTypeAttribute>() is { } extends)
            yield return extends.Name;
    }

    private static string FieldNameOf(MethodInfo method)
    {
        var name = method.Name.EndsWith("Async", StringComparison.Ordinal) ? method.Name[..^5] : method.Name;
        return Names.ToField(name);
    }

    private static void Refuse(string what, IEnumerable<string> names)
    {
        var all = string.Join(", ", names.Order(StringComparer.Ordinal));
        if (all.Length > 0)
            throw new InvalidOperationException($"{what}: {all}.");
    }

    private void AddMethods(string owner, Type type)
    {
        const BindingFlags declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var method in type.GetMethods(declared).Where(m => !m.IsSpecialName))
        {
            if (!_methods.TryAdd((owner, FieldNameOf(method)), method))
                throw new InvalidOperationException($"{owner}.{FieldNameOf(method)} is bound twice; once by {type.Name}.");
        }
    }

    private FieldBinding? BindField(
        GraphQLObjectTypeDefinition type, string[] owners, GraphQLFieldDefinition field, HashSet<(string, string)> unused)
    {
        var name = field.Name.StringValue;
        foreach (var owner in owners)
        {
            if (!_methods.TryGetValue((owner, name), out var method))
                continue;
            unused.Remove((owner, name));
            return MethodBinding.Create(type.Name.StringValue, field, method, _types[type.Name.StringValue]);
        }

        return _sources.Select(s => s.Bind(type.Name.StringValue, field, _types[type.Name.StringValue])).FirstOrDefault(b => b is not null);
    }
}
