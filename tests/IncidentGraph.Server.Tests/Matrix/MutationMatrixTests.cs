using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;
using IncidentGraph.Server.Tests.Schema;

namespace IncidentGraph.Server.Tests.Matrix;

/// <summary>Each mutation × everybody × own, foreign and private objects × HTTP and WebSocket, against a table written by hand.</summary>
public sealed class MutationMatrixTests(Stages stages) : IClassFixture<Stages>
{
    private const string Allowed = "allowed";

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
        var (_, role, right) = MayTable.OfMutations.Single(r => r.Mutation == mutation);
        var wrong = new List<string>();

        foreach (var who in Cast.Names)
        {
            await using var socket = await stage.Cast.Socket(who);
            foreach (var scene in Scene.Names.Select(name => stage[name]))
            {
                var expected = Expected(mutation, role, right, who, scene);
                foreach (var (transport, answer) in await AskAsync(stage.Cast[who], socket, mutation, scene))
                {
                    if (answer.Verdict != expected)
                        wrong.Add($"{who} on {scene.Name} by {transport}: expected {expected}, got {answer.Verdict}: {answer.Said}");
                }
            }
        }

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

    private static string Expected(string mutation, string role, string right, string who, Scene scene)
    {
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

    private static async Task<IReadOnlyList<(string Transport, (string Verdict, string Said) Answer)>> AskAsync(
        GraphQLClient client, LiveSocket socket, string mutation, Scene scene)
    {
        var name = mutation.Split(':')[0];
        var document = $"mutation($input: {char.ToUpperInvariant(name[0])}{name[1..]}Input!) {{ {name}(input: $input) {{ errors {{ __typename ... on Error {{ message field }} }} }} }}";
        var http = await client.Send(document, new { input = Samples.Of(mutation, scene) });
        var operation = await socket.Subscribe(document, new { input = Samples.Of(mutation, scene) });
        return [("HTTP", Judge(name, http.Body)), ("WebSocket", Judge(name, (await operation.NextMessage())!.Value.GetProperty("payload")))];
    }

    private static (string Verdict, string Said) Judge(string mutation, JsonElement answer)
    {
        var errors = answer.ValueKind == JsonValueKind.Array ? answer : answer.TryGetProperty("errors", out var request) ? request : default;
        if (errors.ValueKind == JsonValueKind.Array)
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
