using System.Collections.Frozen;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;

namespace IncidentGraph.Server.Engine.Costs;

/// <summary>What an operation turned out to cost: what a plan reckons with, for the objects that there were.</summary>
internal sealed class ActualCost(GraphSchemas schemas, ContractIndex contract)
{
    private readonly FrozenDictionary<FieldType, FieldCost> _costs = Enum.GetValues<Audience>()
        .SelectMany(audience => schemas.For(audience).AllTypes.OfType<IComplexGraphType>())
        .SelectMany(type => type.Fields.Select(field => (Field: field, contract[type.Name, field.Name]?.Cost)))
        .Where(known => known.Cost is not null)
        .ToFrozenDictionary(known => known.Field, known => known.Cost!);

    /// <summary>A refused operation costs the root alone.</summary>
    public double Of(ExecutionResult result) => FieldCost.Root.ObjectWeight + (result.Data is ObjectExecutionNode root ? Below(root) : 0);

    private double Below(ObjectExecutionNode parent)
    {
        var sum = 0.0;
        foreach (var node in parent.SubFields ?? [])
        {
            var cost = _costs.GetValueOrDefault(node.FieldDefinition) ?? FieldCost.Of(node.FieldDefinition.Name);
            sum += cost.Weight is { } weight ? weight + Objects(node, 0) : Objects(node, cost.ObjectWeight);
        }

        return sum;
    }

    private double Objects(ExecutionNode node, double weight) => node switch
    {
        ObjectExecutionNode one when one.SubFields is not null => weight + Below(one),
        ArrayExecutionNode list => list.Items?.Sum(item => Objects(item, weight)) ?? 0,
        _ => 0,
    };
}
