using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Hosting.Conversations;
using IncidentGraph.Server.Tests.Live;
using IncidentGraph.Server.Tests.Schema;

namespace IncidentGraph.Server.Tests.Matrix;

/// <summary>
/// Each mutation × everybody × own, foreign and private objects × POST and WebSocket, against a table written by hand; on every other way everybody
/// who lacks the role, and for each other verdict one who gets it.
/// </summary>
public sealed class MutationMatrixTests(Stages stages) : IClassFixture<Stages>
{
    private const string Allowed = "allowed";

    /// <summary>Those on which everybody tries everything; on the others, whose judgement is the same, each verdict is seen.</summary>
    private static readonly Way[] _allScenes = [Way.Post, Way.Socket];

    public static TheoryData<string> Everybody => [.. Cast.Names];

    public static TheoryData<string> Mutations()
    {
        var data = new TheoryData<string>();
        foreach (var row in MayTable.OfMutations)
            data.Add(row.Mutation);
        return data;
    }

    [Fact]
    public void The_table_has_a_row_for_each_mutation_and_none_besides()
    {
        var served = ContractReader.Fields("Mutation").Select(f => f.Name.StringValue).ToHashSet();
        var listed = MayTable.OfMutations.Select(r => r.Mutation.Split(':')[0]).ToHashSet();

        Assert.True(served.SetEquals(listed), $"""
            {nameof(MayTable)} must say who may call each mutation, and {nameof(Samples)} how.
            Without a row: {string.Join(", ", served.Except(listed))}
            No such mutation: {string.Join(", ", listed.Except(served))}
            """);
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task A_mutation_is_open_to_exactly_those_whom_the_table_names(string mutation)
    {
        var stage = await stages.On(DatabaseProvider.Sqlite);
        var wrong = new List<string>();

        foreach (var (who, way) in Cast.Names.SelectMany(_ => _allScenes, (who, way) => (who, way)))
            wrong.AddRange(await WrongAsync(stage, who, way, Scene.Names.Select(name => (mutation, stage[name]))));

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Who_lacks_the_role_is_refused_on_every_way_and_changes_nothing(string who)
    {
        var stage = await stages.On(DatabaseProvider.Sqlite);
        var refused = MayTable.OfMutations.Where(r => !MayTable.MaySend(who, r.Role)).Select(r => r.Mutation).ToList();
        var before = await stage.Cast["admin"].EventCursor();

        var wrong = new List<string>();
        foreach (var way in Ways.All)
            wrong.AddRange(await WrongAsync(stage, who, way, refused.Select(mutation => (mutation, stage[Scene.Led]))));

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, await stage.Cast["admin"].EventCursor());
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Who_has_the_role_is_judged_alike_on_every_way(string who)
    {
        var stage = await stages.On(DatabaseProvider.Sqlite);
        var cases = OneOfEachVerdict(stage).Where(c => c.Who == who).Select(c => (c.Mutation, c.Scene)).ToList();

        var wrong = new List<string>();
        foreach (var way in Ways.All.Except(_allScenes))
            wrong.AddRange(await WrongAsync(stage, who, way, cases));

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task The_viewer_is_told_exactly_the_mutations_that_the_table_opens()
    {
        var stage = await stages.On(DatabaseProvider.Sqlite);
        foreach (var who in Cast.Names.Where(who => who != "anonymous"))
        {
            var told = (await stage.Cast[who].Query("{ viewer { mutations } }")).GetProperty("viewer").GetProperty("mutations").EnumerateArray();
            var open = MayTable.OfMutations.Where(r => MayTable.MaySend(who, r.Role)).Select(r => r.Mutation.Split(':')[0]).Distinct();

            Assert.Equal((who, Listed(open)), (who, Listed(told.Select(m => m.GetString()!)))); // all are texts
        }
    }

    private static string Listed(IEnumerable<string> mutations) => string.Join(' ', mutations.Order(StringComparer.Ordinal));

    /// <summary>For each mutation one who is allowed, one who is not on that object, and one who may not know of it, as far as there are any.</summary>
    private static IEnumerable<(string Mutation, string Who, Scene Scene)> OneOfEachVerdict(Stage stage) =>
        MayTable.OfMutations.SelectMany(row => Cast.Names
            .Where(who => MayTable.MaySend(who, row.Role))
            .SelectMany(who => Scene.Names, (who, scene) => (row.Mutation, Who: who, Scene: stage[scene]))
            .DistinctBy(c => Expected(c.Mutation, c.Who, c.Scene)));

    /// <summary>What one caller was told on one way, where it is not as the table has it.</summary>
    private static async Task<List<string>> WrongAsync(Stage stage, string who, Way way, IEnumerable<(string Mutation, Scene Scene)> cases)
    {
        var wrong = new List<string>();
        await using var conversation = await stage.Cast.Open(who, way);
        foreach (var (mutation, scene) in cases)
        {
            var expected = Ways.OfMutations.Contains(way) ? Expected(mutation, who, scene) : "METHOD_NOT_ALLOWED";
            var (verdict, said) = await AskAsync(conversation, mutation, scene);
            if (verdict != expected)
                wrong.Add($"{mutation} by {who} on {scene.Name} by {way}: expected {expected}, got {verdict}: {said}");
        }

        return wrong;
    }

    private static string Expected(string mutation, string who, Scene scene)
    {
        var (_, role, right) = MayTable.OfMutations.Single(r => r.Mutation == mutation);
        if (!MayTable.MaySend(who, role))
            return who == "anonymous" ? "UNAUTHENTICATED" : "FORBIDDEN";
        if (scene.IsPrivate && NamesIncident(mutation, scene) && !Cast.Insiders.Contains(who))
            return "NotFoundError";
        return MayTable.MayOnObject(who, right, scene.Name) ? Allowed : "NotAllowedError";
    }

    /// <summary>Whether the sample names an object that is private with its incident.</summary>
    private static bool NamesIncident(string mutation, Scene scene) =>
        Target(mutation, scene) is { } id && scene.WhatIs(id) is { } what && MayTable.OfObjects[Scene.TypeOf(what)] == "incident";

    /// <summary>The object that the mutation changes: the first id of its input.</summary>
    private static string? Target(string mutation, Scene scene)
    {
        var input = JsonSerializer.SerializeToElement(Samples.Of(mutation, scene)).EnumerateObject();
        return input.Where(p => p.Name is "id" or "incidentId" or "postmortemId").Select(p => p.Value.GetString()).FirstOrDefault();
    }

    private static async Task<(string Verdict, string Said)> AskAsync(Conversation conversation, string mutation, Scene scene)
    {
        var name = mutation.Split(':')[0];
        var document = $"mutation($input: {char.ToUpperInvariant(name[0])}{name[1..]}Input!) {{ {name}(input: $input) {{ errors {{ __typename ... on Error {{ message field }} }} }} }}";
        return Judge(name, await conversation.Ask(document, new { input = Samples.Of(mutation, scene) }));
    }

    private static (string Verdict, string Said) Judge(string mutation, JsonElement answer)
    {
        if (answer.TryGetProperty("errors", out var errors))
            return (errors[0].GetProperty("extensions").Text("code"), errors[0].Text("message"));
        var refusals = answer.GetProperty("data").GetProperty(mutation).GetProperty("errors");
        if (refusals.ValueKind == JsonValueKind.Null)
            return (Allowed, "");
        var refusal = refusals[0];
        var said = $"{refusal.Text("__typename")} {refusal.Text("message")}";
        return refusal.Text("__typename") switch
        {
            "NotAllowedError" => ("NotAllowedError", said),

            // A part that is not there any more is no matter of rights.
            "NotFoundError" when refusal.GetProperty("field")[0].GetString() is "id" or "incidentId" or "postmortemId" => ("NotFoundError", said),
            _ => (Allowed, said),
        };
    }
}
