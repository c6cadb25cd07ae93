using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Auth;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;
using IncidentGraph.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IncidentGraph.Server.Tests.People;

/// <summary>Tokens that are withdrawn and people who have left, over HTTP, WebSocket and server-sent events.</summary>
public sealed class AccessTests(Servers servers) : IClassFixture<Servers>
{
    private const string Withdrawn = "The token has been withdrawn: get a new one.";
    private const string Anything = "{ severities { name } }";

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Revoked_tokens_are_refused_over_every_transport_and_all_that_they_opened_ends_on_every_node(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);
        await using var twin = server.Twin();
        var old = server.As("lena", Persona.Responder);
        await old.Join();
        var (ticket, other) = (await Ticket(old), server.As("omar", Persona.Responder));
        await using var here = await Following.Of(server, old.Token!);
        await using var there = await Following.Of(twin, old.Token!);
        await using var kept = await LiveSocket.Open(twin.Address, other.Token);
        var onKept = await kept.Subscribe(Documents.IncidentsChanged, new { after = await other.EventCursor() });

        (await server.As("ada", Persona.Admin).Mutate("revokeUserTokens", new { userId = "lena", reason = "Lost a laptop" })).Accepted();

        foreach (var (node, following) in new[] { (server, here), (twin, there) })
        {
            await following.EndsAsync();
            await AssertRefused(node, old.Token!, Withdrawn);
            using var byTicket = await node.Http.GetAsync($"/graphql?query={Uri.EscapeDataString(Documents.Events)}&ticket={ticket}");
            Assert.Equal(HttpStatusCode.Unauthorized, byTicket.StatusCode);
            var fresh = new GraphQLClient(node.Http, Fresh("lena"));
            Assert.False((await fresh.Query("{ viewer { user { notBefore } } }")).GetProperty("viewer").GetProperty("user").IsNull("notBefore"));
        }

        var declared = await other.Declare();
        Assert.Equal(declared.Number, (await onKept.Next()).GetProperty("incident").Int("number"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_token_of_just_before_the_revocation_is_refused_and_one_of_right_after_its_answer_works(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var handle = Arrange.Unique("quick");
        await new GraphQLClient(server.Http, Fresh(handle)).Join();
        for (var i = 0; i < 3; i++)
        {
            var before = new GraphQLClient(server.Http, Fresh(handle));
            (await before.Mutate("revokeUserTokens", new { userId = handle, reason = "Signed out everywhere" })).Accepted();
            var after = new GraphQLClient(server.Http, Fresh(handle));

            Assert.Equal("UNAUTHENTICATED", (await before.Send(Anything)).RefusalCode);
            await after.Query(Anything);
        }
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_token_that_does_not_say_when_it_was_issued_works_until_any_are_revoked(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var handle = Arrange.Unique("timeless");
        var timeless = new GraphQLClient(server.Http, TestTokens.Mint($"sub-{handle}", saysWhenIssued: false, claims: new() { ["preferred_username"] = handle }));
        await timeless.Query(Anything);

        (await server.As("ada", Persona.Admin).Mutate("revokeUserTokens", new { userId = handle, reason = "x" })).Accepted();

        Assert.Equal("UNAUTHENTICATED", (await timeless.Send(Anything)).RefusalCode);
        var fractional = TestTokens.Mint($"sub-{handle}", saysWhenIssued: false, claims: new() { ["iat"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 0.5 });
        await new GraphQLClient(server.Http, fractional).Query(Anything);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Who_is_deactivated_is_out_everywhere_with_their_api_keys_and_comes_back_with_new_tokens(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);
        await using var twin = server.Twin();
        var (ada, leaver) = (server.As("ada", Persona.Admin), server.As("gives-keys", Persona.Admin));
        var key = await KeyInHand.Of(server, "RESPOND"); // made by the one who leaves
        await using var byToken = await Following.Of(twin, leaver.Token!);
        await using var byKey = await Following.Of(twin, key.Secret);
        await using var hereByKey = await Following.Of(server, key.Secret);

        (await ada.Mutate("deactivateUser", new { userId = "gives-keys", reason = "Works elsewhere now" }, "user { isActive }")).Accepted();

        await byToken.EndsAsync();
        await byKey.EndsAsync();
        await hereByKey.EndsAsync();
        foreach (var node in new[] { server, twin })
        {
            await AssertRefused(node, leaver.Token!, "Name of gives-keys is no longer active here: ask an admin.");
            await AssertRefused(node, Fresh("gives-keys", Persona.Admin), "Name of gives-keys is no longer active here: ask an admin.");
            await AssertRefused(node, key.Secret, "The API key is unknown, expired or revoked.");
        }

        Assert.False((await ada.Query("query($id: ID) { apiKey(id: $id) { isActive } }", new { id = key.Id })).GetProperty("apiKey").GetProperty("isActive").GetBoolean());
        Assert.Equal((0, 1), (await CountKeys(ada, isActive: true), await CountKeys(ada, isActive: false)));
        (await ada.Mutate("reactivateUser", new { userId = "gives-keys" }, "user { isActive }")).Accepted();

        await AssertRefused(server, leaver.Token!, Withdrawn);
        await new GraphQLClient(server.Http, Fresh("gives-keys", Persona.Admin)).Query(Anything);
        await key.Client(server).Query(Anything);
        Assert.Equal((1, 0), (await CountKeys(ada, isActive: true), await CountKeys(ada, isActive: false)));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Who_has_left_is_named_by_history_and_given_nothing_new(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (ada, handle) = (server.As("ada", Persona.Admin), Arrange.Unique("leaver"));
        var leaver = server.As(handle, Persona.Responder);
        var incident = await leaver.Declare();
        (await ada.Mutate("defineTeam", new { key = handle, name = "Team", memberIds = new[] { handle } })).Accepted();

        (await ada.Mutate("deactivateUser", new { userId = handle, reason = "Works elsewhere now" })).Accepted();

        (await ada.Mutate("assignIncidentRole", new { id = incident.Id, role = "SCRIBE", userId = handle })).Refused("ValidationError", "userId");
        (await ada.Mutate("addTask", new { incidentId = incident.Id, title = "x", assigneeId = handle })).Refused("ValidationError", "assigneeId");
        (await ada.Mutate("addIncidentParticipant", new { id = incident.Id, userId = handle })).Refused("ValidationError", "userId");
        (await ada.Mutate("defineTeam", new { key = $"{handle}-2", name = "Team", memberIds = new[] { handle } })).Refused("ValidationError", "memberIds.0");
        (await ada.Mutate("defineTeam", new { key = handle, name = "Renamed", memberIds = new[] { handle, "ada" } })).Accepted();
        var seen = (await ada.Query("query($id: ID) { incident(id: $id) { reporter { displayName ... on User { isActive } } } }", new { id = incident.Id }))
            .GetProperty("incident").GetProperty("reporter");
        Assert.Equal(($"Name of {handle}", false), (seen.Text("displayName"), seen.GetProperty("isActive").GetBoolean()));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Who_was_invited_and_deactivated_does_not_come_in_as_somebody_new(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (ada, handle) = (server.As("ada", Persona.Admin), Arrange.Unique("invited"));
        (await ada.Mutate("inviteUser", new { handle, displayName = "Noor", email = $"{handle}@xyz.example" })).Accepted();
        (await ada.Mutate("deactivateUser", new { userId = handle, reason = "Never came" })).Accepted();
        var token = TestTokens.Mint($"sub-{handle}", claims: new() { ["email"] = $"{handle}@xyz.example", ["email_verified"] = true });

        var answer = await new GraphQLClient(server.Http, token).Send(Anything);

        Assert.Equal("UNAUTHENTICATED", answer.RefusalCode);
        Assert.Contains("Noor is not active", answer.Body.GetProperty("errors")[0].Text("message"), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Only_admins_in_person_and_oneself_are_told_and_may(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (ada, handle) = (server.As("ada", Persona.Admin), Arrange.Unique("self"));
        await new GraphQLClient(server.Http, Fresh(handle)).Join();
        var other = server.As("omar", Persona.Publisher);
        (await other.Mutate("revokeUserTokens", new { userId = handle, reason = "x" })).Refused("NotAllowedError");
        (await ada.Mutate("revokeUserTokens", new { userId = "nobody-known", reason = "x" })).Refused("NotFoundError", "userId");
        (await ada.Mutate("deactivateUser", new { userId = "ada", reason = "x" })).Refused("ValidationError", "userId");
        Assert.Equal("FORBIDDEN", (await other.Send($"mutation {{ deactivateUser(input: {{ userId: \"{handle}\", reason: \"x\" }}) {{ cursor }} }}")).RefusalCode);

        (await new GraphQLClient(server.Http, Fresh(handle)).Mutate("revokeUserTokens", new { userId = handle, reason = "Signed out everywhere" })).Accepted();
        (await ada.Mutate("deactivateUser", new { userId = handle, reason = "Works elsewhere now" })).Accepted();

        const string Look = "query($handle: String) { user(handle: $handle) { isActive notBefore } }";
        Assert.False((await ada.Query(Look, new { handle })).GetProperty("user").IsNull("notBefore"));
        Assert.True((await other.Query(Look, new { handle })).GetProperty("user").IsNull("notBefore"));
        const string Log = "{ events(last: 100, where: { type: { in: [USER_TOKENS_REVOKED, USER_DEACTIVATED] } }) { nodes { summary ... on UserTokensRevoked { notBefore reason user { handle } } } } }";
        Assert.Contains($"deactivated Name of {handle}: Works elsewhere now.", (await ada.Query(Log)).GetRawText(), StringComparison.Ordinal);
        Assert.Empty((await other.Query(Log)).GetProperty("events").GetProperty("nodes").EnumerateArray());
    }

    /// <summary>An event in the log that no feed can read stops it, and with it the news of who has left.</summary>
    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_feed_that_does_not_get_on_keeps_nobody_in(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync(provider);
        await using var twin = server.Twin(clock);
        var old = server.As("lena", Persona.Responder);
        await old.Join();
        await using var there = await Following.Of(twin, old.Token!);
        // The twin looks into the log when its clock goes on.
        await server.As("ada", Persona.Admin).Mutate("defineTeam", new { key = "broken", name = "Broken" });
        await using (var db = await server.Services.GetRequiredService<IDbContextFactory<IncidentDbContext>>().CreateDbContextAsync())
            await db.Database.ExecuteSqlRawAsync("UPDATE events SET payload = '{{\"record\":\"Unheard\"}}' WHERE type = 'TeamDefined'");
        await server.As("ada", Persona.Admin).Mutate("revokeUserTokens", new { userId = "lena", reason = "x" });

        var closing = there.EndsAsync();
        while (!closing.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(closing, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
        }

        await closing;
        await AssertRefused(twin, old.Token!, Withdrawn);
        Assert.Contains(twin.Complaints.Lines, line => line.StartsWith("The feed could not read the log", StringComparison.Ordinal));
    }

    private static string Fresh(string handle, string role = Persona.Responder) => TestTokens.Mint(
        $"sub-{handle}",
        issuedAt: DateTimeOffset.UtcNow,
        claims: new() { ["roles"] = new[] { role }, ["preferred_username"] = handle, ["name"] = $"Name of {handle}" });

    private static async Task<int> CountKeys(GraphQLClient admin, bool isActive) =>
        (await admin.Query("query($is: Boolean) { apiKeys(where: { isActive: { eq: $is } }) { totalCount } }", new { @is = isActive })).GetProperty("apiKeys").Int("totalCount");

    private static async Task<string> Ticket(GraphQLClient client) => (await client.Mutate("createStreamTicket", new { }, "ticket")).Json.Text("ticket");

    /// <summary>As credentials that have expired are, whatever they come over.</summary>
    private static async Task AssertRefused(TestServer server, string credentials, string reason)
    {
        (HttpMethod Method, string Address, string Accept)[] requests =
        [
            (HttpMethod.Post, "/graphql", "application/graphql-response+json"),
            (HttpMethod.Post, "/graphql", "application/json"),
            (HttpMethod.Post, "/graphql", "text/event-stream"),
            (HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(Anything)}", "application/json"),
            (HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(Documents.Events)}", "text/event-stream"),
            (HttpMethod.Put, "/graphql", "text/plain"),
            (HttpMethod.Get, "/graphql/schema.graphql", "*/*"),
        ];
        foreach (var (method, address, accept) in requests)
        {
            using var request = new HttpRequestMessage(method, address) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", credentials) } };
            request.Headers.Accept.ParseAdd(accept);
            if (method == HttpMethod.Post)
                request.Content = new StringContent(JsonSerializer.Serialize(new { query = Anything }), null, "application/json");
            using var response = await server.Http.SendAsync(request);
            var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("errors")[0];
            Assert.Equal(
                (address, accept, HttpStatusCode.Unauthorized, "UNAUTHENTICATED", reason),
                (address, accept, response.StatusCode, error.GetProperty("extensions").Text("code"), error.Text("message")));
        }

        Assert.Equal(((WebSocketCloseStatus)4403, reason), await KeyInHand.Knock(server, credentials));
    }

    /// <summary>Whoever has a socket with a stream, an idle one, an event stream and a reserved one open.</summary>
    private sealed class Following : IAsyncDisposable
    {
        private readonly LiveSocket _socket;
        private readonly LiveSocket _idle;
        private readonly LiveEvents _events;
        private readonly LiveEvents _reserved;

        private Following(LiveSocket socket, LiveSocket idle, LiveEvents events, LiveEvents reserved) =>
            (_socket, _idle, _events, _reserved) = (socket, idle, events, reserved);

        public static async Task<Following> Of(TestServer server, string credentials)
        {
            var socket = await LiveSocket.Open(server.Address, credentials);
            var stream = await socket.Subscribe(Documents.Events, new { after = "origin" });
            var events = await LiveEvents.Open(server.Http, credentials, Documents.Events, new { after = "origin" });
            using var put = new HttpRequestMessage(HttpMethod.Put, "/graphql") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", credentials) } };
            using var reserved = await server.Http.SendAsync(put);
            var opened = await LiveEvents.OpenAddress(server.Http, $"/graphql?token={await reserved.Content.ReadAsStringAsync()}");
            await stream.Next(); // all are let in
            await events.Next();
            return new Following(socket, await LiveSocket.Open(server.Address, credentials), events, opened);
        }

        public async Task EndsAsync()
        {
            Assert.Equal((WebSocketCloseStatus)4403, await _socket.Closed());
            Assert.Equal((WebSocketCloseStatus)4403, await _idle.Closed());
            var last = "";
            while (await _events.NextEvent() is { } next)
                last = next.Name == "next" ? next.Data : last;
            Assert.Contains("UNAUTHENTICATED", last, StringComparison.Ordinal);
            Assert.Null(await _reserved.NextEvent());
        }

        public async ValueTask DisposeAsync()
        {
            await _socket.DisposeAsync();
            await _idle.DisposeAsync();
            await _events.DisposeAsync();
            await _reserved.DisposeAsync();
        }
    }
}
