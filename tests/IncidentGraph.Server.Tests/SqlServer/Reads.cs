using System.Text.Json;
using GraphQLParser.AST;
using IncidentGraph.Server.Schema;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Matrix;
using IncidentGraph.Server.Tests.Schema;

namespace IncidentGraph.Server.Tests.SqlServer;

/// <summary>
/// Asks for all that the contract lets ask for: each field of each object, and of each list each condition and each order once, and each
/// way to page. What cannot be asked for anywhere else is asked for by the admin; what others may see by a viewer.
/// </summary>
internal sealed class Reads(Stage stage)
{
    private const int AtOnce = 20;
    private const string Page = "{ edges { cursor } pageInfo { startCursor endCursor } }";

    private static readonly string[] _paging = ["first", "after", "last", "before", "where", "order"];

    private readonly GraphQLClient _admin = stage.Cast["admin"];

    public async Task RunAsync()
    {
        var everything = await ExploreAsync("admin");
        await ExploreAsync("commander");
        await SearchAsync();
        foreach (var list in Lists("Query"))
            await LookThroughAsync(list, depth: 0, (field, _) => $"{{ {field} }}");
        foreach (var type in everything.Types.ToLookup(o => o.Value, o => o.Key).Where(type => !FullSelection.IsEvent(type.Key)))
            await LookIntoAsync(type.Key, [.. type.Take(AtOnce)]);
    }

    private async Task<Explorer> ExploreAsync(string who)
    {
        var explorer = new Explorer(stage.Cast[who].Query, MayTable.Holds(who, "admin"));
        await explorer.LookAtRoots(stage);
        await explorer.LookAtAllThatShows();
        Assert.Empty(explorer.WrongCounts);
        return explorer;
    }

    private async Task SearchAsync()
    {
        string[] texts = [Stage.Secret, "outage", "out*", "\\\"another outage\\\" slow", "crew", "1"];
        string[] types = ["", .. Conditions.Values("SearchType").Select(type => $", types: [{type}]")];
        foreach (var text in texts)
        {
            foreach (var type in types)
                await PageAsync($"text: \"{text}\"{type}", "search", (field, _) => $"{{ {field} }}");
        }
    }

    /// <param name="list">One at the root, or one in each of some parents.</param>
    /// <param name="depth">See <see cref="Conditions.Of"/>.</param>
    /// <param name="documentOf">Asks for a field, in all of the parents or in the one that is numbered.</param>
    private async Task LookThroughAsync(GraphQLFieldDefinition list, int depth, Func<string, int?, string> documentOf)
    {
        var name = list.Name.StringValue;
        await PageAsync("", name, documentOf);
        foreach (var order in InputOf(list, "order") is { } sort ? Conditions.Orders(sort) : [])
            await PageAsync($"order: {order}", name, documentOf);
        foreach (var some in (InputOf(list, "where") is { } filter ? Conditions.Of(filter, depth) : []).Chunk(AtOnce))
            await _admin.Query(documentOf(string.Join(' ', some.Select((where, i) => $"a{i}: {name}(first: 1, where: {where}) {{ nodes {{ __typename }} }}")), null));
    }

    /// <summary>From either end, and on from there.</summary>
    private async Task PageAsync(string arguments, string list, Func<string, int?, string> documentOf)
    {
        var ends = await _admin.Query(documentOf($"first: {list}({arguments} first: 1) {Page} last: {list}({arguments} last: 1) {Page}", null));
        var lists = ends.TryGetProperty("nodes", out var parents) ? [.. parents.EnumerateArray()] : new List<JsonElement> { ends };
        var (number, parent) = lists.Index().FirstOrDefault(l => Cursor(l.Item, "first", "endCursor") is not null);
        if (parent.ValueKind == JsonValueKind.Undefined)
            return;
        var (after, before) = (Cursor(parent, "first", "endCursor"), Cursor(parent, "last", "startCursor"));
        await _admin.Query(documentOf($"first: {list}({arguments} first: 1, after: \"{after}\") {Page} last: {list}({arguments} last: 1, before: \"{before}\") {Page}", number));
    }

    private static string? Cursor(JsonElement parent, string list, string end) => parent.GetProperty(list).GetProperty("pageInfo").GetProperty(end).GetString();

    private async Task LookIntoAsync(string type, string[] ids)
    {
        string Document(string field, int? number) =>
            $"{{ nodes(ids: [{string.Join(", ", (number is { } one ? [ids[one]] : ids).Select(id => $"\"{id}\""))}]) {{ ... on {type} {{ {field} }} }} }}";
        foreach (var field in ContractReader.Fields(type).Where(f => f.Arguments?.Items.Count > 0))
        {
            if (FullSelection.IsConnection(FullSelection.Named(field)))
                await LookThroughAsync(field, depth: 1, Document);
            foreach (var argument in field.Arguments!.Items.Where(a => !_paging.Contains(a.Name.StringValue))) // it has some
            {
                foreach (var value in Conditions.Values(Definitions.NamedTypeOf(argument.Type)))
                    await _admin.Query(Document(FullSelection.Of(field, $"{argument.Name.Value}: {(argument.Type is GraphQLListType ? $"[{value}]" : value)}", "first: 1"), null));
            }
        }
    }

    private static IEnumerable<GraphQLFieldDefinition> Lists(string type) =>
        ContractReader.Fields(type).Where(f => FullSelection.IsConnection(FullSelection.Named(f)) && f.Name != "search");

    private static string? InputOf(GraphQLFieldDefinition list, string argument) =>
        list.Arguments?.Items.SingleOrDefault(a => a.Name == argument) is { } found ? Definitions.NamedTypeOf(found.Type) : null;
}
