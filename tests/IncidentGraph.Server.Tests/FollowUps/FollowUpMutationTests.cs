using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.FollowUps;

/// <summary>What keeps a mutation on a follow-up from being carried out, and what comes through unharmed.</summary>
public sealed class FollowUpMutationTests(Servers servers) : IClassFixture<Servers>
{
    private static readonly string[] _steps = ["updateFollowUp", "startFollowUp", "completeFollowUp", "verifyFollowUp", "dropFollowUp"];

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Bad_text_is_refused_where_it_stands_and_leaves_nothing_behind(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var review = await client.Review();
        var id = await client.FollowUp(review);
        var head = await client.EventCursor();

        foreach (var (name, value) in ((string, string)[])
            [
                ("title", " "), ("title", new string('t', 201)), ("title", "a\0b"), ("title", "\u202E\0"), ("description", new string('d', 10_001)), ("description", "a\0b"),
                ("ticketUrl", "https://example.org/" + new string('u', 2050)),
            ])
        {
            (await client.Mutate("addFollowUp", With(name, value, ("postmortemId", review.PostmortemId), ("title", "x")))).Refused("ValidationError", name);
            (await client.Mutate("updateFollowUp", With(name, value, ("id", id)))).Refused("ValidationError", name);
        }

        (await client.Mutate("updateFollowUp", new { id, title = (string?)null })).Refused("ValidationError", "title");
        (await client.Mutate("updateFollowUp", new { id, priority = (string?)null })).Refused("ValidationError", "priority");
        foreach (var reason in (string[])["", " \t", new string('r', 2001), "a\0b"])
            (await client.Mutate("dropFollowUp", new { id, reason })).Refused("ValidationError", "reason");
        var noAddress = await client.Send($"mutation {{ updateFollowUp(input: {{ id: \"{id}\", ticketUrl: \"ftp://example.org/\" }}) {{ cursor }} }}");
        Assert.NotEqual("INTERNAL", noAddress.RefusalCode);
        Assert.Equal(head, await client.EventCursor());
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Nothing_is_due_in_the_past_but_what_was_due_may_stay(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var review = await client.Review();
        var id = await client.FollowUp(review);
        var past = DateTimeOffset.UtcNow.AddMinutes(-5);

        (await client.Mutate("addFollowUp", new { postmortemId = review.PostmortemId, title = "x", dueAt = past })).Refused("ValidationError", "dueAt");
        (await client.Mutate("updateFollowUp", new { id, dueAt = past })).Refused("ValidationError", "dueAt");
        (await client.Mutate("updateFollowUp", new { id, dueAt = "0001-01-01T00:00:00Z" })).Refused("ValidationError", "dueAt");
        (await client.Mutate("updateFollowUp", new { id, dueAt = DateTimeOffset.UtcNow.AddDays(3) })).Accepted();
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task What_is_not_there_or_of_another_type_is_not_found_and_the_field_is_named(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var review = await client.Review();
        var id = await client.FollowUp(review);
        string[] wrong = ["", "nothing", "\0", "-1", "99999999999999999999", review.Incident.Id, Convert.ToBase64String("FollowUp:999999"u8)];

        foreach (var unknown in (string[])[.. wrong, "1", review.PostmortemId])
        {
            foreach (var mutation in _steps)
                (await client.Mutate(mutation, mutation == "dropFollowUp" ? new { id = unknown, reason = "x" } : (object)new { id = unknown })).Refused("NotFoundError", "id");
        }

        foreach (var unknown in (string[])[.. wrong, id, (await client.Declare()).Key])
            (await client.Mutate("addFollowUp", new { postmortemId = unknown, title = "x" })).Refused("NotFoundError", "postmortemId");
        foreach (var unknown in wrong)
        {
            (await client.Mutate("addFollowUp", new { postmortemId = review.PostmortemId, title = "x", ownerId = unknown })).Refused("NotFoundError", "ownerId");
            (await client.Mutate("updateFollowUp", new { id, ownerId = unknown })).Refused("NotFoundError", "ownerId");
        }
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Another_version_of_the_postmortem_is_a_conflict_that_shows_it(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var review = await client.Review();
        var id = await client.FollowUp(review);
        const string Current = "... on VersionConflictError { expectedVersion actualVersion current { id } }";

        foreach (var mutation in (string[])["addFollowUp", .. _steps])
        {
            var input = With("expectedVersion", 99, mutation == "addFollowUp" ? ("postmortemId", review.PostmortemId) : ("id", id));
            if (mutation == "addFollowUp")
                input["title"] = "x";
            if (mutation == "dropFollowUp")
                input["reason"] = "x";
            var error = (await client.Mutate(mutation, input, "", Current)).Refused("VersionConflictError", "expectedVersion");
            Assert.Equal(review.PostmortemId, error.GetProperty("current").Text("id"));
            Assert.Equal((99, 2), (error.Int("expectedVersion"), error.Int("actualVersion")));
        }

        (await client.Mutate("startFollowUp", new { id, expectedVersion = 2 })).Accepted();
        (await client.Mutate("completeFollowUp", new { id, expectedVersion = 3 })).Accepted();
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Of_two_at_once_who_saw_the_same_version_one_wins(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (ada, bob) = (server.As(Arrange.Unique("ada"), Persona.Responder), server.As(Arrange.Unique("bob"), Persona.Responder));
        await bob.Join();
        var review = await ada.Review();
        var id = await ada.FollowUp(review);

        var both = await Task.WhenAll(
            ada.Mutate("startFollowUp", new { id, expectedVersion = 2 }), bob.Mutate("completeFollowUp", new { id, expectedVersion = 2 }));

        Assert.Single(both, p => p.IsAccepted);
        both.Single(p => !p.IsAccepted).Refused("VersionConflictError", "expectedVersion");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_closed_postmortem_takes_no_more_and_lets_nothing_change(DatabaseProvider provider)
    {
        var handle = Arrange.Unique("admin");
        var server = await servers.On(provider);
        var admin = server.As(handle, Persona.Admin);
        var review = await admin.Review();
        var id = await admin.FollowUp(review, new { ownerId = handle });
        (await admin.Mutate("completeFollowUp", new { id })).Accepted();
        (await admin.Mutate("verifyFollowUp", new { id })).Accepted();
        await server.Close(review);
        var head = await admin.EventCursor();

        var refused = (await admin.Mutate(
            "addFollowUp", new { postmortemId = review.PostmortemId, title = "One more" }, "", "... on TransitionError { currentStatus }")).Refused("TransitionError");
        Assert.Equal("CLOSED", refused.Text("currentStatus"));
        foreach (var mutation in _steps)
            (await admin.Mutate(mutation, mutation == "dropFollowUp" ? new { id, reason = "x" } : (object)new { id })).Refused("TransitionError");
        Assert.Equal(head, await admin.EventCursor());
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task The_same_request_under_the_same_key_adds_one(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var review = await client.Review();
        var key = Arrange.Unique("key");
        object input = new { postmortemId = review.PostmortemId, title = "x", idempotencyKey = key };

        var first = await client.Mutate("addFollowUp", input, "followUp { id }");
        var second = await client.Mutate("addFollowUp", input, "followUp { id }");

        Assert.Equal(first["followUp"].Text("id"), second["followUp"].Text("id"));
        Assert.Equal(first.Cursor, second.Cursor);
        (await client.Mutate("addFollowUp", new { postmortemId = review.PostmortemId, title = "y", idempotencyKey = key })).Refused("IdempotencyConflictError");
        foreach (var mutation in (string[])["startFollowUp", "completeFollowUp", "verifyFollowUp"])
        {
            object step = new { id = first["followUp"].Text("id"), idempotencyKey = $"{key}-step" };
            Assert.Equal((await client.Mutate(mutation, step)).Accepted().Cursor, (await client.Mutate(mutation, step)).Accepted().Cursor);
        }
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Long_text_and_every_script_come_back_as_they_went_in(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var review = await client.Review();
        const string Scripts = "👩‍🚒🏳️‍🌈 שלום עולם مرحبا \u202Eevil\u202C 日本語 \"quotes\" \\ <b>&amp;</b> '; -- \u00A0e\u0301\r\n\tend";
        var description = string.Concat(Enumerable.Repeat("0123456789", 1000));

        var id = await client.FollowUp(review, new { title = "🔥 " + new string('é', 190), description });
        (await client.Mutate("dropFollowUp", new { id, reason = Scripts })).Accepted();
        var other = await client.FollowUp(review, new { description = Scripts });

        var data = await client.Query(
            "query($id: ID!, $other: ID!) { node(id: $id) { ... on FollowUp { title description reason } } other: node(id: $other) { ... on FollowUp { description } } }",
            new { id, other });
        Assert.Equal("🔥 " + new string('é', 190), data.GetProperty("node").Text("title"));
        Assert.Equal(description, data.GetProperty("node").Text("description"));
        Assert.Equal(Scripts, data.GetProperty("node").Text("reason"));
        Assert.Equal(Scripts, data.GetProperty("other").Text("description"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Nobody_who_cannot_see_a_private_incident_is_given_its_follow_ups(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (insider, outsider) = (Arrange.Unique("insider"), Arrange.Unique("outsider"));
        var client = server.As(insider, Persona.Responder);
        await server.As(outsider, Persona.Responder).Join();
        var review = await client.Review(new { isPrivate = true });

        (await client.Mutate("addFollowUp", new { postmortemId = review.PostmortemId, title = "x", ownerId = outsider })).Refused("ValidationError", "ownerId");
        var id = await client.FollowUp(review, new { ownerId = insider });
        (await client.Mutate("updateFollowUp", new { id, ownerId = outsider })).Refused("ValidationError", "ownerId");
    }

    private static Dictionary<string, object?> With(string name, object? value, params (string Name, object? Value)[] others)
    {
        var input = others.ToDictionary(o => o.Name, o => o.Value, StringComparer.Ordinal);
        input[name] = value;
        return input;
    }
}
