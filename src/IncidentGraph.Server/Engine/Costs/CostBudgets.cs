using System.Net;
using IncidentGraph.Domain.People;
using IncidentGraph.Transport;
using Microsoft.Extensions.Caching.Memory;

namespace IncidentGraph.Server.Engine.Costs;

/// <summary>
/// The budgets of callers: one for each user and each API key, and for each network that anonymous requests come from. A budget that is full
/// again is forgotten, and so are some when there are too many.
/// </summary>
internal sealed class CostBudgets(GraphQLOptions options, TimeProvider clock) : IDisposable
{
    private const int MostCallers = 100_000;

    private readonly MemoryCache _budgets = new(new MemoryCacheOptions { SizeLimit = MostCallers });
    private readonly TimeSpan _full = TimeSpan.FromSeconds((double)options.CostBudget / options.CostRestoreRate + 1);

    public CostBudget Of(Caller? caller, IPAddress? address) => _budgets.GetOrCreate(Key(caller, address), entry =>
    {
        entry.Size = 1;
        entry.SlidingExpiration = _full;
        return new CostBudget(options.CostBudget, options.CostRestoreRate, clock);
    })!; // never null: it was made here

    public void Dispose() => _budgets.Dispose();

    private static object Key(Caller? caller, IPAddress? address) => caller is null ? ClientNetwork.Of(address) : caller.ActorId;
}
