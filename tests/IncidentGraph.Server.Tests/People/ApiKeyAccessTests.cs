using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;
using IncidentGraph.Testing;
using Microsoft.Extensions.Time.Testing;

namespace IncidentGraph.Server.Tests.People;

/// <summary>API keys at the door and inside, over HTTP, WebSocket and server-sent events.</summary>
public sealed class ApiKeyAccessTests(Servers servers) : IClassFixture<Servers>
{
    private const string Refusal = "The API key is unknown, expired or revoked.";

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Scopes_say_what_a_key_may_do_alike_over_http_and_sockets(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var target = await server.As("declares", Persona.Responder).Declare();
        (string Needed, string Mutation)[] mutations =
        [
            ("DECLARE", "declareIncident(input: { title: \"Disk full\", symptoms: [\"x\"], triage: true })"),
            ("RESPOND", $"addTimelineNote(input: {{ id: \"{target.Id}\", note: \"Seen\" }})"),
            ("PUBLISH", $"postIncidentUpdate(input: {{ id: \"{target.Id}\", audience: PUBLIC, body: \"We look into it\" }})"),
            ("ADMIN", $"defineTeam(input: {{ key: \"{Arrange.Unique("team")}\", name: \"Team\" }})"),
        ];
        string[] scopes = ["READ", "DECLARE", "RESPOND", "PUBLISH", "ADMIN"];

        foreach (var scope in scopes)
        {
            var key = await KeyInHand.Of(server, scope);
            await using var socket = await LiveSocket.Open(server.Address, key.Secret);
            Assert.NotEmpty((await socket.Query("{ severities { name } }")).GetProperty("severities").EnumerateArray());
            foreach (var (needed, mutation) in mutations)
            {
                var document = $"mutation {{ {mutation} {{ cursor errors {{ __typename }} }} }}";
                var isAllowed = Array.IndexOf(scopes, scope) >= Array.IndexOf(scopes, needed);
                var answer = await key.Client(server).Send(document);
                var overSocket = (await (await socket.Subscribe(document)).NextMessage())!.Value;
                Assert.Equal((scope, mutation, isAllowed), (scope, mutation, IsDone(answer.Body)));
                Assert.Equal((scope, mutation, isAllowed), (scope, mutation, IsDone(overSocket.GetProperty("payload"))));
            }
        }
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Private_incidents_are_there_only_for_keys_with_that_scope(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var reporter = server.As("reports", Persona.Responder);
        var hidden = await reporter.Declare(new { isPrivate = true });
        var (blind, sighted) = (await KeyInHand.Of(server, "ADMIN"), await KeyInHand.Of(server, "READ", "PRIVATE"));
        const string Look = "query($id: ID!, $number: Int) { node(id: $id) { id } incident(number: $number) { number } incidents(where: { number: { eq: $number } }) { totalCount } events(last: 100, where: { incident: { number: { eq: $number } } }) { nodes { id } } }";

        foreach (var (key, sees) in new[] { (blind, false), (sighted, true) })
        {
            var seen = await key.Client(server).Query(Look, new { id = hidden.Id, number = hidden.Number });
            Assert.Equal(sees, !seen.IsNull("node"));
            Assert.Equal(sees, !seen.IsNull("incident"));
            Assert.Equal(sees ? 1 : 0, seen.GetProperty("incidents").Int("totalCount"));
            Assert.Equal(sees, seen.GetProperty("events").GetProperty("nodes").GetArrayLength() > 0);
        }

        (await blind.Client(server).Mutate("acknowledgeIncident", new { id = hidden.Id })).Refused("NotFoundError", "id");
        (await blind.Client(server).Mutate("declareIncident", new { title = "x", symptoms = new[] { "x" }, severityId = "2", isPrivate = true })).Refused("NotAllowedError");
        await using var socket = await LiveSocket.Open(server.Address, blind.Secret);
        var events = await socket.Subscribe(Documents.Events, new { after = await reporter.EventCursor() });
        (await reporter.Mutate("acknowledgeIncident", new { id = hidden.Id })).Accepted();
        var open = await reporter.Declare();
        Assert.Equal(open.Number, (await events.Next()).GetProperty("event").GetProperty("incident").Int("number"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task What_a_key_declared_is_hidden_from_it_once_private_and_a_key_takes_no_part(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (key, sighted) = (await KeyInHand.Of(server, "RESPOND"), await KeyInHand.Of(server, "RESPOND", "PRIVATE"));
        var declared = await key.Client(server).Declare();
        (await key.Client(server).Mutate("changeIncidentVisibility", new { id = declared.Id, isPrivate = true, reason = "x" })).Refused("NotAllowedError");

        (await sighted.Client(server).Mutate("changeIncidentVisibility", new { id = declared.Id, isPrivate = true, reason = "Legal" })).Accepted();

        Assert.True((await key.Client(server).Query("query($id: ID) { incident(id: $id) { id } }", new { id = declared.Id })).IsNull("incident"));
        var incident = (await sighted.Client(server).Query(
            "query($id: ID) { incident(id: $id) { reporter { __typename } participants { totalCount } } }", new { id = declared.Id })).GetProperty("incident");
        Assert.Equal(("Automation", 0), (incident.GetProperty("reporter").Text("__typename"), incident.GetProperty("participants").Int("totalCount")));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Unknown_wrong_expired_and_revoked_keys_get_one_answer(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync(provider, clock);
        var (good, revoked, expired) = (
            await KeyInHand.Of(server, "READ"), await KeyInHand.Of(server, "READ"), await KeyInHand.Of(server, clock.GetUtcNow().AddSeconds(10), "READ"));
        foreach (var key in new[] { good, revoked, expired })
            await key.Client(server).Query("{ severities { name } }"); // it is remembered
        (await revoked.Revoke(server)).Accepted();
        clock.Advance(TimeSpan.FromSeconds(11));

        string[] bad = ["igk_", "igk_x", $"igk_zzzzzzzzzzzz_{new string('a', 43)}", good.Secret[..^1] + (good.Secret[^1] == 'a' ? 'b' : 'a'), good.Secret + "a", revoked.Secret, expired.Secret];
        foreach (var secret in bad)
        {
            var answer = await new GraphQLClient(server.Http, secret).Send("{ severities { name } }");
            Assert.Equal((HttpStatusCode.Unauthorized, "UNAUTHENTICATED"), (answer.Status, answer.RefusalCode));
            Assert.Equal(Refusal, answer.Body.GetProperty("errors")[0].Text("message"));
            Assert.Equal(((WebSocketCloseStatus)4403, Refusal), await KeyInHand.Knock(server, secret));
        }

        await good.Client(server).Query("{ severities { name } }");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_guess_without_the_form_of_a_key_asks_the_database_nothing(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);
        await server.As("keys", Persona.Admin).Join();
        var guess = new GraphQLClient(server.Http, $"igk_{new string('a', 500)}");
        await guess.Send("{ severities { name } }");

        server.Statements.Clear();
        for (var i = 0; i < 20; i++)
            Assert.Equal("UNAUTHENTICATED", (await guess.Send("{ severities { name } }")).RefusalCode);

        Assert.DoesNotContain(server.Statements.OfRequests, statement => statement.Contains("api_keys", StringComparison.Ordinal));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Revoking_a_key_ends_its_connections_on_every_node_and_nobody_elses(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);
        await using var twin = server.Twin();
        var (key, other) = (await KeyInHand.Of(server, "READ"), await KeyInHand.Of(server, "READ"));
        await using var here = await LiveSocket.Open(server.Address, key.Secret);
        await using var there = await LiveSocket.Open(twin.Address, key.Secret);
        await using var kept = await LiveSocket.Open(server.Address, other.Secret);
        var from = new { after = await key.Client(server).EventCursor() };
        var (onHere, onThere, onKept) =
            (await here.Subscribe(Documents.IncidentsChanged, from), await there.Subscribe(Documents.IncidentsChanged, from), await kept.Subscribe(Documents.IncidentsChanged, from));
        await using var stream = await LiveEvents.Open(server.Http, key.Secret, Documents.IncidentsChanged, from);
        var responder = server.As("declares", Persona.Responder);
        await responder.Declare(); // all are live now
        await onHere.Next();
        await onThere.Next();
        await onKept.Next();
        await stream.Next();

        (await key.Revoke(server)).Accepted();

        Assert.Equal("UNAUTHENTICATED", (await key.Client(server).Send("{ severities { name } }")).RefusalCode);
        Assert.Equal((WebSocketCloseStatus)4403, await here.Closed());
        Assert.Equal((WebSocketCloseStatus)4403, await there.Closed());
        Assert.Contains("UNAUTHENTICATED", (await stream.NextEvent())!.Value.Data);
        Assert.Equal("complete", (await stream.NextEvent())!.Value.Name);
        Assert.Null(await stream.NextEvent());
        Assert.Equal("UNAUTHENTICATED", (await new GraphQLClient(twin.Http, key.Secret).Send("{ severities { name } }")).RefusalCode);
        await responder.Declare();
        Assert.Equal("IncidentDeclared", (await onKept.Next()).Happened());
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_key_that_expires_closes_its_socket_and_ends_its_event_streams(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync(provider, clock);
        var key = await KeyInHand.Of(server, clock.GetUtcNow().AddSeconds(20), "READ");
        await using var socket = await LiveSocket.Open(server.Address, key.Secret);
        await socket.Subscribe(Documents.Events);
        await socket.Query("{ eventCursor }");
        await using var stream = await LiveEvents.Open(server.Http, key.Secret, Documents.IncidentsChanged);
        await server.As("ravi", Persona.Responder).Declare();
        await stream.Next(); // live now, not still on its way in

        clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal((WebSocketCloseStatus)4403, await socket.Closed());
        Assert.Null(await stream.NextEvent());
        Assert.Equal("UNAUTHENTICATED", (await key.Client(server).Send("{ severities { name } }")).RefusalCode);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task The_viewer_behind_a_key_is_its_automation_and_is_told_what_it_may(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var key = await KeyInHand.Of(server, DateTimeOffset.UtcNow.AddDays(1), "RESPOND", "PRIVATE");
        const string Who = "{ viewer { actor { __typename displayName } user { id } roles scopes expiresAt mutations } }";

        var viewer = (await key.Client(server).Query(Who)).GetProperty("viewer");
        var reader = (await (await KeyInHand.Of(server, "READ")).Client(server).Query(Who)).GetProperty("viewer");

        Assert.Equal("Automation", viewer.GetProperty("actor").Text("__typename"));
        Assert.True(viewer.IsNull("user"));
        Assert.Equal(["VIEWER", "RESPONDER"], Texts(viewer, "roles"));
        Assert.Equal(["RESPOND", "PRIVATE"], Texts(viewer, "scopes"));
        Assert.False(viewer.IsNull("expiresAt"));
        Assert.Contains("acknowledgeIncident", Texts(viewer, "mutations"));
        Assert.DoesNotContain("inviteUser", Texts(viewer, "mutations"));
        Assert.Empty(Texts(reader, "mutations"));
    }

    [Fact]
    public async Task What_a_key_lacks_is_named_as_a_scope()
    {
        var server = await servers.On(DatabaseProvider.Sqlite);
        var (reader, declarer, responder) = (await KeyInHand.Of(server, "READ"), await KeyInHand.Of(server, "DECLARE"), await KeyInHand.Of(server, "RESPOND"));
        var led = await server.As("leads", Persona.Responder).Declare(new { severityId = "1" });
        (await server.As("leads", Persona.Responder).Mutate("assignIncidentRole", new { id = led.Id, role = "COMMANDER", userId = "leads" })).Accepted();

        async Task<string> Refusal(KeyInHand key, string mutation) =>
            (await key.Client(server).Send($"mutation {{ {mutation} {{ cursor }} }}")).Body.GetProperty("errors")[0].GetProperty("extensions").Text("remedy");
        Assert.Equal("Use an API key with the scope RESPOND.", await Refusal(reader, $"acknowledgeIncident(input: {{ id: \"{led.Id}\" }})"));
        Assert.Equal("Use a key with the scope DECLARE or one that includes it.", await Refusal(reader, "declareIncident(input: { title: \"x\" })"));
        Assert.Equal("Use an API key with the scope ADMIN.", await Refusal(declarer, "registerService(input: { key: \"x\", name: \"x\" })"));
        Assert.Equal("Let a person do it, with a token of their own.", await Refusal(responder, "createApiKey(input: { name: \"x\", scopes: [READ] })"));

        var blockers = (await declarer.Client(server).Query(
            "query($id: ID) { incident(id: $id) { availableTransitions { blockers { code remedy } } } }", new { id = led.Id })).GetProperty("incident");
        Assert.Contains("\"remedy\":\"Use an API key with the scope RESPOND.\"", blockers.GetRawText());
        var update = await responder.Client(server).Mutate("postIncidentUpdate", new { id = led.Id, audience = "PUBLIC", body = "We look" });
        Assert.EndsWith("Use an API key with the scope PUBLISH.", update.Refused("NotAllowedError").Text("remedy"), StringComparison.Ordinal);
        var cancel = await responder.Client(server).Mutate("cancelIncident", new { id = led.Id, reason = "x" });
        Assert.Equal("Ask the commander. Use an API key with the scope ADMIN.", cancel.Refused("NotAllowedError").Text("remedy"));
    }

    private static IEnumerable<string?> Texts(JsonElement json, string list) => json.GetProperty(list).EnumerateArray().Select(t => t.GetString());

    /// <summary>Done, or refused for the scope alone.</summary>
    private static bool IsDone(JsonElement answer)
    {
        var errors = answer.ValueKind == JsonValueKind.Array ? answer : answer.TryGetProperty("errors", out var given) ? given : default;
        if (errors.ValueKind == JsonValueKind.Array)
        {
            Assert.Equal("FORBIDDEN", errors[0].GetProperty("extensions").Text("code"));
            return false;
        }

        var payload = answer.GetProperty("data").EnumerateObject().Single().Value;
        if (payload.IsNull("errors"))
            return true;
        Assert.Equal("NotAllowedError", payload.GetProperty("errors")[0].Text("__typename"));
        return false;
    }
}
