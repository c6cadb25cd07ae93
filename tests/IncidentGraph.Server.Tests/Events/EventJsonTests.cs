using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GraphQLParser.AST;
using IncidentGraph.Data;
using IncidentGraph.Data.Events;
using IncidentGraph.Server.Nodes;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Snapshooter.Xunit;

namespace IncidentGraph.Server.Tests.Events;

/// <summary>What each type of event says: its sentence, what the log keeps of it, and what the API answers of its own fields.</summary>
public sealed partial class EventJsonTests
{
    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, string> _guids = new(StringComparer.Ordinal);

    /// <summary>Regenerate the snapshot only to read what changed: rows with the old JSON stay in the log for ever.</summary>
    [Fact]
    public async Task Every_type_of_event_reads_as_in_the_snapshot()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));
        await using var server = await TestServer.StartAsync(DatabaseProvider.Sqlite, clock, ("Authentication:Schemes:Bearer:TokenValidationParameters:ValidateLifetime", "false"));
        var script = new EventScript(server, clock);
        await script.Play();
        var samples = await SamplesAsync(server, [script.Ada, script.Stranger]);

        var missing = Types().Except(samples.Keys).ToList();
        Assert.True(missing.Count == 0, $"{nameof(EventScript)} causes none of: {string.Join(", ", missing)}");
        var page = string.Join("\n\n", Types().Select(type => samples[type]));
        page.MatchSnapshot();
    }

    private static IEnumerable<string> Types() =>
        ((GraphQLEnumTypeDefinition)ContractReader.Type("EventType")).Values!.Items.Select(v => v.Name.StringValue); // it has some

    /// <summary>The first event of each type. The first of the readers is an admin.</summary>
    private async Task<IReadOnlyDictionary<string, string>> SamplesAsync(TestServer server, IReadOnlyList<GraphQLClient> readers)
    {
        await using var db = await server.Services.GetRequiredService<IDbContextFactory<IncidentDbContext>>().CreateDbContextAsync();
        var stored = await db.Events.AsNoTracking().OrderBy(e => e.Position).ToListAsync();
        var samples = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var reader in readers)
        {
            foreach (var answer in await AllAsync(reader, reader == readers[0]))
            {
                var row = stored.Single(e => e.Id.ToString("N") == GlobalId.Read(answer.Text("id"))!.Key);
                samples.TryAdd(answer.Text("type"), Sample(answer, PayloadJson.Write(row.Payload)));
            }
        }

        return samples;
    }

    private static async Task<IReadOnlyList<JsonElement>> AllAsync(GraphQLClient reader, bool isAdmin)
    {
        var all = new List<JsonElement>();
        string? after = null;
        do
        {
            var page = (await reader.Query(
                $"query($after: String) {{ events(first: 100, after: $after) {{ nodes {{ __typename id type summary {Fragments(isAdmin)} }} pageInfo {{ hasNextPage endCursor }} }} }}", new { after }))
                .GetProperty("events");
            all.AddRange(page.GetProperty("nodes").EnumerateArray());
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").Text("endCursor") : null;
        }
        while (after is not null);
        return all;
    }

    /// <summary>What each type has besides what all events have.</summary>
    private static string Fragments(bool isAdmin)
    {
        var common = ContractReader.Fields("Event").Select(f => f.Name.Value).ToHashSet();
        return string.Join(' ',
            from type in ContractReader.Implementers("Event")
            let own = ContractReader.Fields(type.Name.StringValue).Where(f => !common.Contains(f.Name.Value) && (isAdmin || !FullSelection.IsForAdmins(f))).ToList()
            where own.Count > 0
            select $"... on {type.Name.Value} {{ {string.Join(' ', own.Select(f => FullSelection.Of(f, "")))} }}");
    }

    private string Sample(JsonElement answer, string stored)
    {
        var own = JsonNode.Parse(answer.GetRawText())!.AsObject();
        foreach (var common in (string[])["__typename", "id", "type", "summary"])
            own.Remove(common);
        var page = new StringBuilder();
        page.AppendLine(answer.Text("type"));
        page.AppendLine($"  {answer.Text("summary")}");
        page.AppendLine($"  stored: {Stable(stored)}");
        page.Append($"  answer: {Stable(Readable(own)!.ToJsonString(_readable))}");
        return page.ToString();
    }

    /// <summary>References by what they name: <c>User:3</c>.</summary>
    private static JsonNode? Readable(JsonNode? json) => json switch
    {
        JsonObject o when o.ContainsKey("__typename") && o.ContainsKey("id") => Name((string)o["id"]!),
        JsonObject o => new JsonObject(o.Where(p => p.Key != "__typename").Select(p => KeyValuePair.Create(p.Key, p.Key.EndsWith("Id", StringComparison.Ordinal) ? Name((string)p.Value!) : Readable(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Readable)]),
        _ => json?.DeepClone(),
    };

    private static JsonNode Name(string id) => GlobalId.Read(id) is { } node ? $"{node.Type}:{node.Key}" : id;

    private string Stable(string json) => Guids().Replace(json, match =>
    {
        var guid = match.Value.Replace("-", "", StringComparison.Ordinal);
        return _guids.TryGetValue(guid, out var name) ? name : _guids[guid] = $"#{_guids.Count + 1}";
    });

    [GeneratedRegex("[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Guids();
}
