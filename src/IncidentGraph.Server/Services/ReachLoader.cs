using IncidentGraph.Data;
using IncidentGraph.Domain.Services;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Engine;
using IncidentGraph.Server.Loading;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Services;

internal enum Direction
{
    Dependencies,
    Dependents,
}

/// <summary>One service reached from another: at its least depth, by the last hop that led there.</summary>
internal sealed record Reached(long ServiceId, int Depth, DependencyView Hop);

/// <summary>
/// What services reach along their dependencies, breadth first, each once: one statement a level for all starting points
/// together. Cycles end where a service is met again.
/// </summary>
internal sealed class ReachLoader : BatchLoader<long, Connection>
{
    public const int DeepestLevel = 16;

    private const int LargestFrontier = 1000;

    private readonly IncidentDbContext _db;
    private readonly ServiceLoader _services;
    private readonly int _depth;
    private readonly DependencyKind? _kind;
    private readonly Direction _direction;
    private readonly PageArguments _page;

    /// <exception cref="RequestException">The depth is not 1 to 16.</exception>
    public ReachLoader(
        IncidentDbContext db, ServiceLoader services, int depth, DependencyKind? kind, Direction direction, PageArguments page)
    {
        if (depth is < 1 or > DeepestLevel)
            throw new RequestException("BAD_USER_INPUT", $"A depth of {depth} is not possible.", $"Ask for 1 to {DeepestLevel}.");
        (_db, _services, _depth, _kind, _direction, _page) = (db, services, depth, kind, direction, page);
    }

    public Deferred<Connection> LoadPage(long serviceId)
    {
        _ = _page.Size; // a page that is too large is refused before anything is read
        return Load(serviceId).Then(connection => connection!); // made for every service that is asked for
    }

    protected override async Task<Dictionary<long, Connection>> FetchAsync(IReadOnlyList<long> keys, CancellationToken ct)
    {
        var pages = (await WalkAsync(keys, ct)).ConvertAll(walk => (walk.Start, ReadAsync: PageOf(walk.Found)));
        var connections = new Dictionary<long, Connection>();
        foreach (var (start, readAsync) in pages)
            connections[start] = await readAsync(ct);
        return connections;
    }

    /// <summary>Asks for the services of a page, so that those of all pages are read at once.</summary>
    private Func<CancellationToken, Task<Connection>> PageOf(List<Reached> all)
    {
        var (shown, hasMore) = MemoryPage.Of(all, _page, r => r.ServiceId);
        var asked = shown.Select(r => (Reached: r, Service: _services.Load(r.ServiceId))).ToList();
        return async ct =>
        {
            var edges = new List<Edge>();
            foreach (var (reached, service) in asked)
            {
                var node = await service.ResultAsync(ct) ?? throw new InvalidOperationException("Services are never deleted.");
                edges.Add(new ServiceDependencyEdge(MemoryPage.Cursor(reached.ServiceId), node, reached.Depth, reached.Hop));
            }

            return new Connection(edges, Pages.Info(edges, _page, hasMore), () => Deferred<int>.Of(all.Count));
        };
    }

    private async Task<List<Walk>> WalkAsync(IReadOnlyList<long> keys, CancellationToken ct)
    {
        var walks = keys.Select(k => new Walk(k)).ToList();
        for (var depth = 1; depth <= _depth; depth++)
        {
            var frontier = walks.SelectMany(w => w.Frontier).Distinct().ToList();
            if (frontier.Count == 0)
                break;
            var hops = (await HopsAsync(frontier, ct)).ToLookup(From);
            foreach (var walk in walks)
                walk.Step(depth, hops, To);
        }

        return walks;
    }

    private long From(DependencyView hop) => _direction == Direction.Dependencies ? hop.ServiceId : hop.DependsOnId;

    private long To(DependencyView hop) => _direction == Direction.Dependencies ? hop.DependsOnId : hop.ServiceId;

    private async Task<List<DependencyView>> HopsAsync(List<long> frontier, CancellationToken ct)
    {
        var hops = new List<DependencyView>();
        foreach (var part in frontier.Chunk(LargestFrontier))
        {
            var rows = _direction == Direction.Dependencies
                ? _db.Dependencies.Where(d => part.Contains(d.ServiceId))
                : _db.Dependencies.Where(d => part.Contains(d.DependsOnId));
            if (_kind is { } kind)
                rows = rows.Where(d => d.Kind == kind);
            hops.AddRange(await rows.Select(DependencyView.From).ToListAsync(ct));
        }

        return hops;
    }

    private sealed class Walk(long start)
    {
        private readonly HashSet<long> _seen = [start];

        public long Start { get; } = start;

        public List<long> Frontier { get; private set; } = [start];

        public List<Reached> Found { get; } = [];

        public void Step(int depth, ILookup<long, DependencyView> hops, Func<DependencyView, long> to)
        {
            var next = Frontier.SelectMany(f => hops[f])
                .Where(h => !_seen.Contains(to(h)))
                .DistinctBy(to).OrderBy(to)
                .Select(h => new Reached(to(h), depth, h)).ToList();
            Found.AddRange(next);
            Frontier = [.. next.Select(r => r.ServiceId)];
            _seen.UnionWith(Frontier);
        }
    }
}

[ObjectType("ServiceDependencyEdge")]
public sealed record ServiceDependencyEdge(string Cursor, object Node, int Depth, DependencyView Dependency) : Edge(Cursor, Node);
