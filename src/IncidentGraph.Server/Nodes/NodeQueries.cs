using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Engine;

namespace IncidentGraph.Server.Nodes;

[QueryType]
public sealed class NodeQueries(NodeLoader nodes)
{
    public Deferred Node(string id) => GlobalId.Read(id) is { } node ? nodes.Load(node) : Deferred<object?>.Of(null);

    public Deferred Nodes(IReadOnlyList<string> ids)
    {
        if (ids.Count > PageArguments.LargestSize)
            throw new RequestException("PAGE_TOO_LARGE", $"{ids.Count} ids are too many.", $"Ask for at most {PageArguments.LargestSize}.");
        var asked = ids.Select(Node).ToList();
        return new Deferred<object?[]>(async ct =>
        {
            var found = new object?[asked.Count];
            for (var i = 0; i < found.Length; i++)
                found[i] = await asked[i].GetAsync(ct);
            return found;
        });
    }
}
