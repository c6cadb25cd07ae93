using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQL.Utilities;
using GraphQLParser.AST;
using IncidentGraph.Server.Binding;

namespace IncidentGraph.Server.Engine;

/// <summary>Builds the engine's schema from the contract: enum values become C# enum members, fields run their bindings.</summary>
internal sealed class ContractSchemaBuilder : SchemaBuilder
{
    private readonly GraphQLDocument _contract;
    private readonly EnumTypes _enums;

    public ContractSchemaBuilder(GraphQLDocument contract, IEnumerable<FieldBinding> bindings, TypeMap types, EnumTypes enums)
    {
        _contract = contract;
        _enums = enums;
        var known = contract.Definitions.OfType<GraphQLObjectTypeDefinition>()
            .SelectMany(t => t.Fields?.Items.Select(f => (t.Name.StringValue, f.Name.StringValue)) ?? [])
            .ToHashSet();
        foreach (var binding in bindings.Where(b => known.Contains((b.TypeName, b.FieldName))))
            Bind(binding);
        foreach (var name in contract.Definitions.OfType<GraphQLObjectTypeDefinition>()
            .Where(t => t.Interfaces?.Count > 0).Select(t => t.Name.StringValue))
            Types.For(name).IsTypeOfFunc = value => types.NameOf(value) == name;
    }

    /// <summary>The contract is parsed already: it takes the place of the document that the engine would have parsed from text.</summary>
    public GraphQL.Types.Schema Build() => Build("scalar Replaced");

    protected override void Validate(GraphQLDocument document)
    {
        document.Definitions.Clear();
        document.Definitions.AddRange(_contract.Definitions);
        base.Validate(document);
    }

    protected override EnumerationGraphType ToEnumerationType(GraphQLEnumTypeDefinition enumDef)
    {
        var type = base.ToEnumerationType(enumDef);
        if (_enums[type.Name] is not { } clrType)
            return type;
        var members = Enum.GetValues(clrType).Cast<Enum>().ToDictionary(m => m.ToEnumValue(), StringComparer.Ordinal);
        var bound = new EnumerationGraphType { Name = type.Name, Description = type.Description };
        foreach (var value in type.Values)
        {
            if (!members.TryGetValue(value.Name, out var member))
                throw new InvalidOperationException($"{clrType} has no member for {type.Name}.{value.Name}.");
            bound.Add(new EnumValueDefinition(value.Name, member)
            {
                Description = value.Description,
                DeprecationReason = value.DeprecationReason,
            });
        }

        return bound;
    }

    private void Bind(FieldBinding binding)
    {
        var field = Types.For(binding.TypeName).FieldFor(binding.FieldName);
        field.Resolver = new BoundResolver(binding);
        if (binding is StreamBinding)
            field.StreamResolver = new UnusedStreamResolver();
    }

    /// <summary>The engine wants one on each subscription field; <see cref="SubscriptionStrategy"/> opens streams itself.</summary>
    private sealed class UnusedStreamResolver : ISourceStreamResolver
    {
        public ValueTask<IObservable<object?>> ResolveAsync(IResolveFieldContext context) =>
            throw new InvalidOperationException("Streams are opened by the subscription strategy.");
    }
}
