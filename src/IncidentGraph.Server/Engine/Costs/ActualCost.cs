using System.Collections.Frozen;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;

namespace IncidentGraph.Server.Engine.Costs;

/// <summary>What an operation turned out to cost: what a plan reckons with, for the objects that there were.</summary>
internal sealed class ActualCost(GraphSchemas schemas, ContractIndex contract)
{
    private readonly Dictionary<Audience, Lazy<FrozenDictionary<FieldType, FieldCost>>> _costs =
        Enum.GetValues<Audience>().ToDictionary(a => a, a => new Lazy<FrozenDictionary<FieldType, FieldCost>>(() => Read(schemas.For(a), contract)));

    /// <summary>A refused operation costs the root alone.</summary>
    public double Of(ExecutionResult result, Audience audience) =>
        FieldCost.Root.ObjectWeight + (result.Data is ObjectExecutionNode root ? Below(root, _costs[audience].Value) : 0);

    private static FrozenDictionary<FieldType, FieldCost> Read(ISchema schema, ContractIndex contract) => schema.AllTypes.OfType<IComplexGraphType>()
        .SelectMany(type => type.Fields.Select(field => (Field: field, contract[type.Name, field.Name]?.Cost)))
        .Where(known => known.Cost is not null)
        .ToFrozenDictionary(known => known.Field, known => known.Cost!);

    private static double Below(ObjectExecutionNode parent, FrozenDictionary<FieldType, FieldCost> costs)
    {
        var sum = 0.0;
        foreach (var node in parent.SubFields ?? [])
        {
            var cost = costs.GetValueOrDefault(node.FieldDefinition) ?? FieldCost.Of(node.FieldDefinition.Name);
            sum += cost.Weight is { } weight ? weight + Objects(node, 0, costs) : Objects(node, cost.ObjectWeight, costs);
        }

        return sum;
    }

    private static double Objects(ExecutionNode node, double weight, FrozenDictionary<FieldType, FieldCost> costs) => node switch
    {
        ObjectExecutionNode one when one.SubFields is not null => weight + Below(one, costs),
        ArrayExecutionNode list => list.Items?.Sum(item => Objects(item, weight, costs)) ?? 0,
        _ => 0,
    };
}
