using System.Net;
using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;
using IncidentGraph.Server.Tests.People;
using IncidentGraph.Testing;
using Microsoft.Extensions.Time.Testing;

namespace IncidentGraph.Server.Tests.Auth;

/// <summary>A browser's <c>EventSource</c> has no header to send: its address carries a ticket.</summary>
public sealed class StreamTicketTests(Servers servers) : IClassFixture<Servers>
{
    private const string Refusal = "The ticket is unknown, over, or was used for another operation: get a new one with createStreamTicket.";

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_ticket_opens_one_subscription_and_lets_the_browser_come_back_to_it_on_any_node_until_the_token_ends(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync(provider, clock);
        await using var other = server.Twin(clock);
        var client = server.As("ada", Persona.Responder);
        var address = Address(Documents.Events, await Ticket(client));

        string? last;
        await using (var stream = await LiveEvents.OpenAddress(server.Http, address))
        {
            await stream.StartId();
            await client.Declare();
            (last, var change) = await stream.Next();
            Assert.Equal("IncidentDeclared", change.Happened());
        }

        var missed = await client.Declare();
        clock.Advance(TimeSpan.FromMinutes(30));
        await using (var again = await LiveEvents.OpenAddress(other.Http, address, last))
            Assert.Equal(missed.Number, (await again.Next()).Change.GetProperty("event").GetProperty("incident").Int("number"));

        clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(Refusal, await Refused(server, address, last));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_stream_that_breaks_off_before_its_first_event_is_resumed_from_its_beginning(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync(provider, clock);
        var client = server.As("ada", Persona.Responder);
        await client.Declare();
        var address = Address(Documents.Events, await Ticket(client));

        string start;
        await using (var stream = await LiveEvents.OpenAddress(server.Http, address))
            start = await stream.StartId();
        var missed = await client.Declare();
        clock.Advance(TimeSpan.FromMinutes(2));

        await using var again = await LiveEvents.OpenAddress(server.Http, address, start);
        Assert.Equal(missed.Number, (await again.Next()).Change.GetProperty("event").GetProperty("incident").Int("number"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_ticket_found_in_somebodys_log_opens_nothing(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync(provider, clock);
        var client = server.As("ada", Persona.Responder);
        var cursor = (await client.Declare()).Cursor;
        var (used, unused, sibling) = (await Ticket(client), await Ticket(client), await Ticket(client));
        await using var stream = await LiveEvents.OpenAddress(server.Http, Address(Documents.Events, used));
        await using var another = await LiveEvents.OpenAddress(server.Http, Address(Documents.Events, sibling));
        var ofAnother = await another.StartId();

        Assert.Equal(Refusal, await Refused(server, Address(Documents.IncidentsChanged, used)));
        clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(Refusal, await Refused(server, Address(Documents.Events, unused)));
        foreach (var id in new[] { null, cursor, $"{cursor}.", $"{cursor}.{new string('A', 22)}", ofAnother, "." })
            Assert.Equal(Refusal, await Refused(server, Address(Documents.Events, used), id));
        Assert.Equal(Refusal, await Refused(server, Address(Documents.IncidentsChanged, used), await stream.StartId()));
        foreach (var bad in new[] { "", "x", "igt_", $"igt_{new string('a', 43)}", used + "a" })
            Assert.Equal(Refusal, await Refused(server, Address(Documents.Events, bad)));
    }

    [Fact]
    public async Task A_ticket_neither_queries_nor_gets_another_one()
    {
        var server = await servers.On(DatabaseProvider.Sqlite);
        var ticket = await Ticket(server.As("ada", Persona.Responder));

        await using var query = await LiveEvents.OpenAddress(server.Http, Address("{ severities { name } }", ticket));
        var answer = JsonDocument.Parse((await query.NextEvent())!.Value.Data).RootElement;

        Assert.Equal("FORBIDDEN", answer.GetProperty("errors")[0].GetProperty("extensions").Text("code"));
        using var posted = await server.Http.PostAsync($"/graphql?ticket={ticket}", new StringContent("""{"query":"{ severities { name } }"}""", null, "application/json"));
        Assert.Equal(HttpStatusCode.Unauthorized, posted.StatusCode);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task What_a_ticket_shows_is_what_its_holder_may_see(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (reporter, viewer) = (server.As(Arrange.Unique("rita"), Persona.Responder), server.As(Arrange.Unique("vic"), Persona.Viewer));
        var (ofViewer, ofReporter) = (await Ticket(viewer), await Ticket(reporter));
        var after = await reporter.EventCursor();
        await using var outside = await LiveEvents.OpenAddress(server.Http, Address(Documents.Events, ofViewer, new { after }));
        await using var inside = await LiveEvents.OpenAddress(server.Http, Address(Documents.Events, ofReporter, new { after }));

        var hidden = await reporter.Declare(new { isPrivate = true });
        var open = await reporter.Declare();

        Assert.Equal(open.Number, (await outside.Next()).Change.GetProperty("event").GetProperty("incident").Int("number"));
        Assert.Equal(hidden.Number, (await inside.Next()).Change.GetProperty("event").GetProperty("incident").Int("number"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_ticket_of_an_api_key_ends_with_the_key(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var key = await KeyInHand.Of(server, "DECLARE");
        var address = Address(Documents.Events, await Ticket(key.Client(server)));
        await using var stream = await LiveEvents.OpenAddress(server.Http, address);
        var start = await stream.StartId();

        (await key.Revoke(server)).Accepted();

        string? data;
        do
            data = (await stream.NextEvent())?.Data;
        while (data?.Contains("UNAUTHENTICATED", StringComparison.Ordinal) == false);
        Assert.NotNull(data);
        Assert.Equal(Refusal, await Refused(server, address, start));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_repeated_request_shows_no_ticket_again(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var client = server.As(Arrange.Unique("ada"), Persona.Viewer);

        var first = await client.Mutate("createStreamTicket", new { idempotencyKey = "once" }, "ticket opensUntil endsAt");
        var second = await client.Mutate("createStreamTicket", new { idempotencyKey = "once" }, "ticket opensUntil endsAt");

        Assert.StartsWith("igt_", first.Json.Text("ticket"));
        Assert.True(second.Json.IsNull("ticket") && second.Json.IsNull("errors"));
    }

    private static async Task<string> Ticket(GraphQLClient client) =>
        (await client.Mutate("createStreamTicket", new { }, "ticket")).Json.Text("ticket");

    private static string Address(string query, string ticket, object? variables = null) =>
        $"/graphql?query={Uri.EscapeDataString(query)}&variables={Uri.EscapeDataString(JsonSerializer.Serialize(variables ?? new { }))}&ticket={ticket}";

    private static async Task<string> Refused(TestServer server, string address, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("errors")[0];
        Assert.Equal("UNAUTHENTICATED", error.GetProperty("extensions").Text("code"));
        return error.Text("message");
    }
}
