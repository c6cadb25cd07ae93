using IncidentGraph.Server.Binding;

namespace IncidentGraph.Server.Connections;

/// <summary>One page of a list. The total is counted only when it is asked for, together with those of other parents.</summary>
public sealed record Connection(IReadOnlyList<Edge> Edges, PageInfo PageInfo, Func<Deferred<int>> Count)
{
    public Deferred<int> TotalCount => Count();

    public IEnumerable<object> Nodes => Edges.Select(e => e.Node);
}

/// <summary>A node in its place; connections whose edges carry more derive their own.</summary>
public record Edge(string Cursor, object Node);

public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);
