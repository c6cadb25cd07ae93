using System.Text;
using System.Text.Json;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Schema;

namespace IncidentGraph.Server.Tests.Matrix;

/// <summary>Looks as one caller at everything that the schema has, and notes which object showed where.</summary>
/// <param name="ask">Sends a query that must succeed, by whatever transport.</param>
/// <param name="isAdmin">Others do not ask for what is refused to them at once: see <see cref="MayTable.OfQueries"/>.</param>
internal sealed class Explorer(Func<string, object?, Task<JsonElement>> ask, bool isAdmin = true)
{
    /// <summary>As many objects as one request asks for in full.</summary>
    private const int Chunk = 20;

    /// <summary>As many objects as one request may ask for.</summary>
    private const int Page = 100;

    private readonly StringBuilder _said = new();

    /// <summary>Each object that showed, by its global id, with its type.</summary>
    public Dictionary<string, string> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>From the object that was asked for to what showed in it. Root fields are no objects.</summary>
    public HashSet<(string From, string To)> Links { get; } = [];

    /// <summary>What showed in which field, e.g. <c>Incident.updates</c>.</summary>
    public HashSet<(string Field, string Id)> Sights { get; } = [];

    public List<string> WrongCounts { get; } = [];

    public string Said => _said.ToString();

    /// <param name="stage">What is there.</param>
    /// <param name="page">How much of each list below what the roots lead to.</param>
    public async Task LookAtRoots(Stage stage, string page = "first: 100")
    {
        foreach (var field in ContractReader.Fields("Query").Where(f => isAdmin || !FullSelection.IsForAdmins(f)))
        {
            foreach (var arguments in RootReads.Of(field.Name.StringValue, stage))
                Note(await ask($"{{ {FullSelection.Of(field, arguments, page, isAdmin: isAdmin)} }}", null), owner: "Query", field: "");
        }
    }

    /// <summary>All of these objects with all of their fields.</summary>
    public async Task LookAt(IEnumerable<(string Type, string Id)> objects)
    {
        foreach (var ofType in objects.GroupBy(o => o.Type, o => o.Id))
        {
            var isClosed = !isAdmin && !FullSelection.IsEvent(ofType.Key) && MayTable.OfObjects[ofType.Key] == "admin";
            var inFull = isClosed ? "" : $"... on {ofType.Key} {FullSelection.Of(ofType.Key, isAdmin: isAdmin)}";
            var document = $"query($ids: [ID!]!) {{ nodes(ids: $ids) {{ __typename id {inFull} }} }}";
            foreach (var ids in ofType.Chunk(Chunk))
            {
                foreach (var node in await NodesAsync(document, ids))
                    Note(node, "Query", "nodes", from: node.Text("id"));
            }
        }
    }

    /// <summary>Which of these objects there are, and no more of them.</summary>
    public async Task LookFor(IEnumerable<string> objects)
    {
        foreach (var ids in objects.Chunk(Page))
        {
            foreach (var node in await NodesAsync("query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", ids))
                Note(node, "Query", "nodes");
        }
    }

    /// <summary>On and on, until all that shows anywhere has been looked at.</summary>
    public async Task LookAtAllThatShows()
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        while (Types.Where(o => known.Add(o.Key)).Select(o => (o.Value, o.Key)).ToList() is { Count: > 0 } fresh)
            await LookAt(fresh);
    }

    private async Task<IEnumerable<JsonElement>> NodesAsync(string document, string[] ids) =>
        (await ask(document, new { ids })).GetProperty("nodes").EnumerateArray().Where(n => n.ValueKind != JsonValueKind.Null);

    private void Note(JsonElement answer, string owner, string field, string? from = null)
    {
        _said.Append(answer.GetRawText());
        Walk(answer, owner, field, from);
    }

    private void Walk(JsonElement json, string owner, string field, string? from)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in json.EnumerateArray())
                Walk(item, owner, field, from);
        }

        if (json.ValueKind != JsonValueKind.Object)
            return;
        Count(json, $"{owner}.{field}");
        var type = json.TryGetProperty("__typename", out var name) ? name.GetString()! : null;
        if (type is not null && FullSelection.IsNode(type))
            See(json.Text("id"), type, $"{owner}.{field}", from);

        // Pages and edges have no name of their own: what is in them shows in the field that has the page.
        foreach (var property in json.EnumerateObject())
            Walk(property.Value, type ?? owner, type is null && field.Length > 0 ? field : property.Name, from);
    }

    private void See(string id, string type, string where, string? from)
    {
        Types[id] = type;
        Sights.Add((where, id));
        if (from is not null)
            Links.Add((from, id));
    }

    private void Count(JsonElement page, string where)
    {
        if (!page.TryGetProperty("totalCount", out var total) || page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
            return;
        var shown = page.GetProperty("nodes").GetArrayLength();
        if (total.GetInt32() != shown)
            WrongCounts.Add($"{where} counts {total} and shows {shown}");
    }
}
