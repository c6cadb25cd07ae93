namespace IncidentGraph.Server.Engine.Costs;

/// <summary>What one operation was charged before it ran. What it did not need is given back once it is known.</summary>
internal sealed class CostCharge(double requested, double limit, double restoreRate, CostBudget budget)
{
    public double Requested => requested;

    /// <summary>Gives back what was not needed. Once.</summary>
    public void Settle(double actual) => budget.GiveBack(requested - actual);

    /// <summary>The entry <c>cost</c> of an answer's extensions.</summary>
    public IReadOnlyDictionary<string, object?> Report(double actual) => new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["requested"] = requested,
        ["actual"] = actual,
        ["limit"] = limit,
        ["remaining"] = Math.Floor(budget.Remaining),
        ["restoreRate"] = restoreRate,
    };
}
