using System.Linq.Expressions;
using IncidentGraph.Data.Search;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Search;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Connections;

namespace IncidentGraph.Server.Search;

/// <summary>What is read of a hit: not its words.</summary>
public sealed record SearchHitView
{
    public static readonly Expression<Func<SearchHit, SearchHitView>> From =
        hit => new SearchHitView { Type = hit.Document.Type, Key = hit.Document.Key, Score = hit.Score };

    public required SearchType Type { get; init; }

    public required string Key { get; init; }

    public required int Score { get; init; }

    public EntityRef Ref => new(Type.ToString(), Key);
}

[ObjectType("SearchEdge")]
public sealed record SearchEdge(string Cursor, object Node, SearchHitView Hit, Sought Sought) : Edge(Cursor, Node)
{
    public double Score => Hit.Score;
}
