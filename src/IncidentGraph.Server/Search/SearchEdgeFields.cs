using IncidentGraph.Domain.Search;
using IncidentGraph.Server.Binding;

namespace IncidentGraph.Server.Search;

[ExtendObjectType("SearchEdge")]
public static class SearchEdgeFields
{
    public static Deferred<IReadOnlyList<SearchHighlight>> Highlights(SearchEdge edge, SearchTextLoader texts) =>
        texts.Load(edge.Hit.Ref).Then(fields => Highlighter.Of(fields ?? [], edge.Sought));
}
