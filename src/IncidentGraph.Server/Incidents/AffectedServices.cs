using IncidentGraph.Domain.Incidents;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Loading;
using IncidentGraph.Server.Services;

namespace IncidentGraph.Server.Incidents;

/// <summary>
/// Every service that an incident ever affected, once, in the order they were first hurt. The impacts of one incident are
/// few, so they are read whole and summed up here.
/// </summary>
public sealed class AffectedServices(IncidentImpactsLoader impacts, ServiceLoader services, Loaders loaders)
{
    public Deferred<Connection> Load(IncidentView incident, PageArguments page)
    {
        _ = page.Size; // a page that is too large is refused before anything is read
        return loaders.For("Incident.services", page, () => new PageLoader(impacts, services, page))
            .Load(incident.Id).Then(connection => connection!); // made for every incident that is asked for
    }

    /// <summary>The pages of many incidents: their impacts at once, then the services of all pages at once.</summary>
    private sealed class PageLoader(IncidentImpactsLoader impacts, ServiceLoader services, PageArguments page) : BatchLoader<long, Connection>
    {
        protected override async Task<Dictionary<long, Connection>> FetchAsync(IReadOnlyList<long> keys, CancellationToken ct)
        {
            var loading = keys.Select(id => (Id: id, Impacts: impacts.Load(id))).ToList();
            var pages = new List<(long Id, Func<CancellationToken, Task<Connection>> ReadAsync)>();
            foreach (var (id, found) in loading)
                pages.Add((id, PageOf(await found.ResultAsync(ct) ?? [])));
            var connections = new Dictionary<long, Connection>();
            foreach (var (id, readAsync) in pages)
                connections[id] = await readAsync(ct);
            return connections;
        }

        private Func<CancellationToken, Task<Connection>> PageOf(IReadOnlyList<ImpactView> all)
        {
            var summaries = all.GroupBy(i => i.ServiceId).Select(Summary.Of).ToList();
            var (shown, hasMore) = MemoryPage.Of(summaries, page, s => s.ServiceId);
            var found = shown.Select(s => (Summary: s, Service: services.Load(s.ServiceId))).ToList();
            return async ct =>
            {
                var edges = new List<Edge>();
                foreach (var (summary, service) in found)
                    edges.Add(summary.ToEdge(await service.ResultAsync(ct) ?? throw new InvalidOperationException("Services are never deleted.")));
                return new Connection(edges, Pages.Info(edges, page, hasMore), () => Deferred<int>.Of(summaries.Count));
            };
        }
    }

    private sealed record Summary(long ServiceId, ImpactLevel? Current, ImpactLevel Worst, DateTimeOffset Since, DateTimeOffset? Until)
    {
        public static Summary Of(IEnumerable<ImpactView> impacts)
        {
            var all = impacts.ToList();
            var current = all.Where(i => i.EndedAt is null).Select(i => (ImpactLevel?)i.Level).Max();
            return new Summary(
                all[0].ServiceId, current, all.Max(i => i.Level), all.Min(i => i.StartedAt), current is null ? all.Max(i => i.EndedAt) : null);
        }

        public Edge ToEdge(ServiceView service) =>
            new IncidentServiceEdge(MemoryPage.Cursor(ServiceId), service, Current, Worst, Since, Until);
    }
}

[ObjectType("IncidentServiceEdge")]
public sealed record IncidentServiceEdge(
    string Cursor, object Node, ImpactLevel? Current, ImpactLevel Worst, DateTimeOffset Since, DateTimeOffset? Until) : Edge(Cursor, Node);
