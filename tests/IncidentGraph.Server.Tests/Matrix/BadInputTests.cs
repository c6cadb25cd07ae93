using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Schema;

namespace IncidentGraph.Server.Tests.Matrix;

/// <summary>Each place of each mutation's input × values that are wrong or unusual: a typed answer, in time, and nothing the log complains of.</summary>
public sealed class BadInputTests(Stages stages) : IClassFixture<Stages>
{
    /// <summary>An emoji of several code points, right-to-left text, a mark that turns the direction, quotes, and a combining accent.</summary>
    private const string Scripts = "👩‍🚒 שלום مرحبا \u202Eevil\u202C \"q\" \\ <b> '; e\u0301 🏳️‍🌈 end";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Texts that are not free: keys and addresses with a shape of their own, and what only the caller gets to know.</summary>
    private static readonly string[] _shaped =
    [
        "idempotencyKey", "key", "parentKey", "handle", "email", "tags.0",
    ];

    public static TheoryData<DatabaseProvider, string> Mutations()
    {
        var data = new TheoryData<DatabaseProvider, string>();
        foreach (var provider in (DatabaseProvider[])[DatabaseProvider.Sqlite, DatabaseProvider.Postgres])
            foreach (var mutation in ContractReader.Fields("Mutation"))
                data.Add(provider, mutation.Name.StringValue);
        return data;
    }

    [SkippableTheory]
    [MemberData(nameof(Mutations))]
    public async Task A_bad_value_anywhere_gets_a_typed_answer(DatabaseProvider provider, string mutation)
    {
        var stage = await stages.On(provider);
        var wrong = new List<string>();
        var document = $"mutation($input: {InputOf(mutation)}!) {{ {mutation}(input: $input) {{ errors {{ __typename ... on Error {{ message field remedy }} }} }} }}";

        foreach (var bad in BadInputs.Of(InputOf(mutation), Valid(mutation, stage), stage[Scene.Free]))
        {
            var body = $$"""{ "query": {{JsonSerializer.Serialize(document)}}, "variables": { "input": {{bad.Json}} } }""";
            var answer = await stage.Cast["admin"].SendBody(body).WaitAsync(Patience);
            if (Fault(mutation, answer, bad.MustFail) is { } fault)
                wrong.Add($"{bad.Place}, {bad.Kind}: {fault}");
        }

        wrong.AddRange(stage.Server.Complaints.Lines.Select(line => $"The server complained: {line}"));
        stage.Server.Complaints.Lines.Clear();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [SkippableTheory]
    [MemberData(nameof(Mutations))]
    public async Task Text_in_any_script_comes_back_as_it_went_in(DatabaseProvider provider, string mutation)
    {
        var stage = await stages.On(provider);
        var admin = stage.Cast["admin"];
        foreach (var (place, _) in BadInputs.WithText(InputOf(mutation), Valid(mutation, stage), Scripts, stage[Scene.Free]))
        {
            if (_shaped.Contains(place.Split('.') is [.. _, "0"] ? place : place.Split('.')[^1]))
                continue;
            var fresh = await Freshness.Of(mutation, stage);
            var input = BadInputs.WithText(InputOf(mutation), Valid(mutation, fresh), Scripts, fresh).Single(i => i.Place == place).Input;
            var after = (await admin.Query("{ eventCursor }")).Text("eventCursor");
            var payload = await admin.Mutate(mutation, input, "cursor");
            Assert.True(payload.IsAccepted, $"{place}: {payload.Json}");

            var told = await admin.Query($"query($after: String) {{ events(after: $after) {{ nodes {FullSelection.Of("Event", "first: 5")} }} }}", new { after });
            Assert.True(Strings(told).Contains(Scripts) || Strings(await Shown(admin, told)).Contains(Scripts), $"{mutation}.{place} is not shown as it was given: {told}");
        }
    }

    private static string InputOf(string mutation) => $"{char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input";

    private static JsonObject Valid(string mutation, Stage stage) => Valid(mutation, stage[Scene.Free]);

    private static JsonObject Valid(string mutation, Scene scene) => (JsonObject)JsonSerializer.SerializeToNode(Samples.Of(mutation, scene))!; // an object becomes one

    /// <summary>What is wrong with the answer; null when nothing is.</summary>
    private static string? Fault(string mutation, Answer answer, bool mustFail)
    {
        if (answer.Status >= HttpStatusCode.InternalServerError || answer.Text.Contains("   at ", StringComparison.Ordinal) || answer.Text.Contains("INTERNAL_", StringComparison.Ordinal))
            return answer.Text;
        if (answer.Body.TryGetProperty("errors", out var errors))
            return errors[0].GetProperty("extensions").Text("code") == "INTERNAL" ? answer.Text : null;
        var refusals = answer.Body.GetProperty("data").GetProperty(mutation).GetProperty("errors");
        return mustFail && refusals.ValueKind == JsonValueKind.Null ? "was accepted" : null;
    }

    /// <summary>All objects that the events speak of, in full, and what these lead to.</summary>
    private static async Task<JsonElement> Shown(GraphQLClient admin, JsonElement told)
    {
        var explorer = new Explorer(admin.Query);
        var objects = Nodes(told).Where(o => !FullSelection.IsEvent(o.Type)).Distinct().ToList();
        await explorer.LookAt(objects);
        await explorer.LookAt(explorer.Types.Select(o => (o.Value, o.Key)).Except(objects).ToList());
        return JsonDocument.Parse($"[{explorer.Said.Replace("}{", "},{", StringComparison.Ordinal)}]").RootElement;
    }

    private static IEnumerable<(string Type, string Id)> Nodes(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object when json.TryGetProperty("__typename", out var type) && json.TryGetProperty("id", out var id) =>
            json.EnumerateObject().SelectMany(p => Nodes(p.Value)).Prepend((type.GetString()!, id.GetString()!)),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => Nodes(p.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Nodes),
        _ => [],
    };

    private static IEnumerable<string> Strings(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => Strings(p.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Strings),
        JsonValueKind.String => [json.GetString()!],
        _ => [],
    };
}
