using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;
using Microsoft.Extensions.Time.Testing;

namespace IncidentGraph.Server.Tests.Mutations;

public sealed class IdempotencyTests(Servers servers) : IClassFixture<Servers>
{
    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_repeated_request_is_carried_out_once_and_answered_with_the_present_state(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var input = Input(Arrange.Unique("key"));

        var first = await client.Mutate("declareIncident", input, "incident { number title }");
        (await client.Mutate("updateIncident", new { id = first["incident"].Int("number").ToString(), title = "Renamed" })).Accepted();
        var second = await client.Mutate("declareIncident", input, "incident { number title }");

        Assert.Equal(first["incident"].Int("number"), second["incident"].Int("number"));
        Assert.Equal("Renamed", second["incident"].Text("title"));
        Assert.Equal(first.Cursor, second.Cursor);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Concurrent_twins_declare_one_incident(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var client = server.As(Arrange.Unique("ada"), Persona.Responder);
        await client.Join();
        var input = Input(Arrange.Unique("key"));

        var twins = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.Mutate("declareIncident", input, "incident { number }")));

        Assert.Single(twins.Select(t => t["incident"].Int("number")).Distinct());
        Assert.Single(twins.Select(t => t.Cursor).Distinct());
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Another_input_under_the_same_key_is_a_conflict(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var key = Arrange.Unique("key");
        (await client.Mutate("declareIncident", Input(key))).Accepted();

        (await client.Mutate("declareIncident", Input(key, "Something else"))).Refused("IdempotencyConflictError");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Leaving_a_field_out_is_another_input_than_clearing_it(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var incident = await client.Declare(new { summary = "Known" });
        var key = Arrange.Unique("key");
        (await client.Mutate("updateIncident", new { id = incident.Id, title = "New", idempotencyKey = key })).Accepted();

        (await client.Mutate("updateIncident", new { id = incident.Id, title = "New", summary = (string?)null, idempotencyKey = key }))
            .Refused("IdempotencyConflictError");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Keys_of_other_callers_and_other_mutations_never_meet(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (ada, bob) = (server.As(Arrange.Unique("ada"), Persona.Responder), server.As(Arrange.Unique("bob"), Persona.Responder));
        var key = Arrange.Unique("key");

        var first = (await ada.Mutate("declareIncident", Input(key), "incident { number id }"))["incident"];
        var second = (await bob.Mutate("declareIncident", Input(key), "incident { number }"))["incident"];

        Assert.NotEqual(first.Int("number"), second.Int("number"));
        (await ada.Mutate("acknowledgeIncident", new { id = first.Text("id"), idempotencyKey = key })).Accepted();
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_refusal_is_not_remembered(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var key = Arrange.Unique("key");
        (await client.Mutate("declareIncident", Input(key, title: " "))).Refused("ValidationError", "title");

        (await client.Mutate("declareIncident", Input(key))).Accepted();
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task The_key_is_looked_at_before_the_expected_version(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var incident = await client.Declare();
        var input = new { id = incident.Id, note = "Seen", expectedVersion = incident.Version, idempotencyKey = Arrange.Unique("key") };
        var first = (await client.Mutate("addTimelineNote", input)).Accepted();

        Assert.Equal(first.Cursor, (await client.Mutate("addTimelineNote", input)).Accepted().Cursor);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_replay_shows_nothing_that_its_caller_may_no_longer_see(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (ada, handle) = (server.As(Arrange.Unique("ada"), Persona.Responder), Arrange.Unique("guest"));
        var guest = server.As(handle, Persona.Responder);
        await guest.Join();
        var incident = await ada.Declare(new { isPrivate = true });
        (await ada.Mutate("addIncidentParticipant", new { id = incident.Id, userId = handle })).Accepted();
        var input = new { id = incident.Id, idempotencyKey = Arrange.Unique("key") };
        (await guest.Mutate("acknowledgeIncident", input, "incident { number }")).Accepted();
        (await ada.Mutate("removeIncidentParticipant", new { id = incident.Id, userId = handle })).Accepted();

        var replay = await guest.Mutate("acknowledgeIncident", input, "incident { number }");

        Assert.True(replay.Json.IsNull("incident"), replay.Json.ToString());
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_key_is_text_of_at_most_200_characters(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);

        foreach (var key in (string[])["", new string('k', 201), "a\0b"])
            (await client.Mutate("declareIncident", Input(key))).Refused("ValidationError", "idempotencyKey");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_day_later_the_same_key_is_a_new_request(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync(provider, clock);
        var input = Input("once");
        var token = Persona.Token("ada", Persona.Responder, TimeSpan.FromDays(3));
        var client = new GraphQLClient(server.Http, token);
        var first = (await client.Mutate("declareIncident", input, "incident { number }"))["incident"].Int("number");

        clock.Advance(TimeSpan.FromHours(25));

        Assert.NotEqual(first, (await client.Mutate("declareIncident", input, "incident { number }"))["incident"].Int("number"));
    }

    private static object Input(string key, string title = "Payments are declined") =>
        new { title, symptoms = new[] { "502" }, severityId = "2", idempotencyKey = key };
}
