using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Engine;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Schema;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Matrix;

/// <summary>Each query, and each object × each field that could lead to it, × everybody × every way to the server, made from the schema.</summary>
[Collection(nameof(ReadOnly))]
public sealed class ReadMatrixTests(Stages stages)
{
    /// <summary>Those on which everybody looks at everything; the others, whose judgement is the same, are tried at the roots and by id.</summary>
    private static readonly Way[] _everything = [Way.Post, Way.Socket];

    public static TheoryData<string> Everybody => [.. Cast.Names];

    private static IEnumerable<string> QueryNames => ContractReader.Fields("Query").Select(f => f.Name.StringValue);

    [Fact]
    public void The_table_has_a_row_for_each_object_and_each_query_and_none_besides()
    {
        var nodes = ContractReader.Implementers("Node").Select(t => t.Name.StringValue).Where(t => !FullSelection.IsEvent(t));

        AssertSame("who may know of each object", nodes, MayTable.OfObjects.Keys);
        AssertSame("who may ask each query", QueryNames, MayTable.OfQueries.Keys);
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task A_query_is_open_to_exactly_those_whom_the_table_names(string who)
    {
        var stage = await stages.On(DatabaseProvider.Sqlite);
        var wrong = new List<string>();
        foreach (var way in Ways.All)
        {
            await using var conversation = await stage.Cast.Open(who, way);
            foreach (var field in ContractReader.Fields("Query"))
            {
                var expected = MayTable.Holds(who, MayTable.OfQueries[field.Name.StringValue]) ? "" : who == "anonymous" ? "UNAUTHENTICATED" : "FORBIDDEN";
                var answer = await conversation.Ask(SampleOperation.Of("query", field));
                if (RightsCode(answer) != expected)
                    wrong.Add($"{field.Name.Value} by {way}: expected {expected}, got {answer}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task What_is_hidden_shows_nowhere_to_who_may_not_know_of_it(DatabaseProvider provider)
    {
        var stage = await stages.On(provider);
        var everything = await ExploreAsync(stage.Cast["admin"].Query, stage);

        foreach (var who in Cast.Outsiders)
        {
            var isAdmin = MayTable.Holds(who, "admin");
            var hidden = Hidden(everything, stage, isAdmin);
            foreach (var way in _everything)
                AssertHidden(await LookAsync(stage, who, way, everything), hidden, who, way);
        }
    }

    [Fact]
    public async Task What_is_hidden_and_what_is_not_is_so_on_every_way()
    {
        var stage = await stages.On(DatabaseProvider.Sqlite);
        var everything = await ExploreAsync(stage.Cast["admin"].Query, stage);
        var inside = Inside(everything, stage);

        foreach (var (who, way) in Cast.Names.Where(who => who != "anonymous").SelectMany(_ => Ways.All.Except(_everything), (who, way) => (who, way)))
        {
            var isAdmin = MayTable.Holds(who, "admin");
            await using var conversation = await stage.Cast.Open(who, way);
            var seen = new Explorer(conversation.Query, isAdmin);
            await seen.LookAtRoots(stage, page: "first: 1");
            await seen.LookFor(everything.Types.Keys);

            if (Cast.Outsiders.Contains(who))
                AssertHidden(seen, Hidden(everything, stage, isAdmin), who, way);
            else
                Assert.True(!inside.Except(seen.Types.Keys).Any() && seen.Said.Contains(Stage.Secret, StringComparison.Ordinal), $"{who} by {way} saw too little");
        }
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task It_shows_in_each_field_to_who_may(DatabaseProvider provider)
    {
        var stage = await stages.On(provider);
        var everything = await ExploreAsync(stage.Cast["admin"].Query, stage);
        var inside = Inside(everything, stage);
        var leading = Leading().ToList();
        var blind = leading.Except(everything.Sights.Where(s => inside.Contains(s.Id)).Select(s => s.Field)).ToList();
        Assert.True(blind.Count == 0, $"No private object was arranged in {nameof(Stage)}, or asked for in {nameof(RootReads)}, that these fields lead to: {string.Join(", ", blind)}");

        foreach (var who in Cast.Insiders)
        {
            foreach (var way in _everything)
            {
                var seen = await LookAsync(stage, who, way, everything);

                Assert.Empty(inside.Except(seen.Types.Keys));
                Assert.Empty(leading.Except(seen.Sights.Where(s => inside.Contains(s.Id)).Select(s => s.Field)));
                Assert.Contains(Stage.Secret, seen.Said);
                Assert.Empty(seen.WrongCounts);
            }
        }
    }

    private static void AssertHidden(Explorer seen, HashSet<string> hidden, string who, Way way)
    {
        Assert.True(!seen.Types.Keys.Any(hidden.Contains), $"{who} by {way} saw {string.Join(", ", seen.Sights.Where(s => hidden.Contains(s.Id)))}");
        Assert.DoesNotContain(Stage.Secret, seen.Said);
        Assert.DoesNotContain(hidden, id => seen.Said.Contains(id, StringComparison.Ordinal));
        Assert.Empty(seen.WrongCounts);
    }

    /// <summary>At everything that there is, as far as it shows to this caller on this way.</summary>
    private static async Task<Explorer> LookAsync(Stage stage, string who, Way way, Explorer everything)
    {
        await using var conversation = await stage.Cast.Open(who, way);
        var seen = new Explorer(conversation.Query, MayTable.Holds(who, "admin"));
        await seen.LookAtRoots(stage);
        await seen.LookAt(everything.Types.Select(o => (o.Value, o.Key)));
        return seen;
    }

    private static async Task<Explorer> ExploreAsync(Func<string, object?, Task<JsonElement>> ask, Stage stage)
    {
        var explorer = new Explorer(ask);
        await explorer.LookAtRoots(stage);
        await explorer.LookAtAllThatShows();
        return explorer;
    }

    /// <summary>What only some may know of, who are others.</summary>
    private static HashSet<string> Hidden(Explorer everything, Stage stage, bool fromAdmin) =>
        [.. Inside(everything, stage), .. fromAdmin ? [] : everything.Types.Where(o => !FullSelection.IsEvent(o.Value) && MayTable.OfObjects[o.Value] == "admin").Select(o => o.Key)];

    /// <summary>The private incidents and all that leads to from them without leaving them.</summary>
    private static HashSet<string> Inside(Explorer everything, Stage stage)
    {
        var scene = stage[Scene.Private];
        var inside = new HashSet<string>(scene.Incidents, StringComparer.Ordinal);
        var queue = new Queue<string>(inside);
        var links = everything.Links.ToLookup(l => l.From, l => l.To);
        while (queue.TryDequeue(out var from))
        {
            foreach (var to in links[from].Where(id => IsInIncident(everything.Types[id]) && everything.Types[id] != "Incident" && inside.Add(id)))
                queue.Enqueue(to);
        }

        return inside;
    }

    private static bool IsInIncident(string type) => FullSelection.IsEvent(type) || MayTable.OfObjects[type] == "incident";

    /// <summary>All fields that lead from somewhere to an object inside an incident; those of single kinds of events are asked for, but not required.</summary>
    private static IEnumerable<string> Leading() =>
        from type in Owners().Distinct()
        from field in ContractReader.Fields(type)
        let named = FullSelection.Named(field)
        let to = FullSelection.IsConnection(named) ? FullSelection.NodeOf(named) : named
        where to is "Node" or "Event" || FullSelection.Members(to).Any(t => FullSelection.IsNode(t) && IsInIncident(t))
        select $"{type}.{field.Name.Value}";

    /// <summary>The roots, all nodes but events, and what is in these.</summary>
    private static IEnumerable<string> Owners()
    {
        string[] nodes = ["Query", .. ContractReader.Implementers("Node").Select(t => t.Name.StringValue).Where(t => !FullSelection.IsEvent(t))];
        var values = nodes.SelectMany(ContractReader.Fields).Select(FullSelection.Named)
            .Where(t => ContractReader.Objects.Any(o => o.Name == t) && !FullSelection.IsNode(t) && !FullSelection.IsConnection(t) && t != "Viewer");
        return nodes.Concat(values);
    }

    private static void AssertSame(string what, IEnumerable<string> served, IEnumerable<string> listed)
    {
        var (s, l) = (served.ToHashSet(), listed.ToHashSet());
        Assert.True(s.SetEquals(l), $"{nameof(MayTable)} must say {what}. Without a row: {string.Join(", ", s.Except(l))}. Not there: {string.Join(", ", l.Except(s))}.");
    }

    /// <summary>Empty when rights are no obstacle, whatever else is.</summary>
    private static string RightsCode(JsonElement answer)
    {
        var code = answer.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions").Text("code") : "";
        return code is "UNAUTHENTICATED" or "FORBIDDEN" ? code : "";
    }
}
