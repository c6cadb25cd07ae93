using System.Text.Json;

namespace IncidentGraph.Server.Engine.Costs;

/// <summary>What one selected field costs together with all below it. Made once for a document; the variables of a request fill in the lengths.</summary>
/// <param name="cost">Of the field itself.</param>
/// <param name="slice">The length of the list that the field gives; null if it gives one object or value.</param>
/// <param name="always">What is selected on each of its objects.</param>
/// <param name="either">What is selected on objects of one type only, of which each is of one.</param>
internal sealed class CostPlan(FieldCost cost, Slice? slice, IReadOnlyList<CostPlan> always, IReadOnlyList<IReadOnlyList<CostPlan>> either)
{
    /// <summary>The most that it may cost.</summary>
    public double Of(JsonElement? variables)
    {
        var length = slice?.Length(variables) ?? 1;
        var below = Sum(always, variables);
        var most = 0.0;
        for (var i = 0; i < either.Count; i++)
            most = Math.Max(most, Sum(either[i], variables));
        below += most;
        return (cost.Weight ?? length * cost.ObjectWeight) + length * below;
    }

    private static double Sum(IReadOnlyList<CostPlan> fields, JsonElement? variables)
    {
        var sum = 0.0;
        for (var i = 0; i < fields.Count; i++)
            sum += fields[i].Of(variables);
        return sum;
    }
}
