using GraphQL;
using IncidentGraph.Transport;

namespace IncidentGraph.Server.Engine.Costs;

/// <summary>
/// Keeps operations within their costs. Before one runs, the most that it may cost is held against the limit and taken from its caller's budget;
/// after it, the caller is given back what it did not need. A subscription pays for one event when it is opened.
/// </summary>
internal sealed class CostControl(GraphQLOptions options, CostBudgets budgets, ActualCost actual)
{
    private readonly double _limit = Math.Min(options.MaxCost, options.CostBudget);

    /// <summary>Null, and the charge to settle, when the operation may run.</summary>
    public OperationOutcome.Refused? Charge(RunningOperation operation, out CostCharge charge)
    {
        charge = null!; // not read when refused
        var requested = Math.Ceiling(operation.Shape.Cost.Of(operation.Request.Variables));
        if (requested > _limit)
            return Refusals.TooCostly(requested, _limit);
        var budget = budgets.Of(operation.Caller, operation.Context.Origin.Address);
        if (budget.Take(requested) is { } wait)
            return Refusals.TooFast(requested, Math.Floor(budget.Remaining), options.CostRestoreRate, wait);
        charge = new CostCharge(requested, _limit, options.CostRestoreRate, budget);
        return null;
    }

    /// <summary>To be called once the operation ran, with its result before it is written. Answers what it needed.</summary>
    public double Settle(RunningOperation operation, ExecutionResult result)
    {
        if (operation.Charge is not { } charge)
            return 0;
        var needed = Math.Min(actual.Of(result, operation.Audience), charge.Requested);
        charge.Settle(needed);
        if (operation.Context.Origin.ReportsCost)
            (result.Extensions ??= new Dictionary<string, object?>(StringComparer.Ordinal))["cost"] = charge.Report(needed);
        return needed;
    }
}
