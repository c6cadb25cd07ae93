using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;
using IncidentGraph.Testing;
using Microsoft.Extensions.Time.Testing;

namespace IncidentGraph.Server.Tests.FollowUps;

/// <summary>The life of a follow-up, as its owner sees it.</summary>
public sealed class FollowUpLifeTests(Servers servers) : IClassFixture<Servers>
{
    private const string Shown =
        "id title description status priority owner { handle } dueAt isOverdue ticketUrl reason createdAt doneAt verifiedAt";

    private static readonly Dictionary<string, string[]> _open = new(StringComparer.Ordinal)
    {
        ["OPEN"] = ["startFollowUp", "completeFollowUp", "dropFollowUp"],
        ["IN_PROGRESS"] = ["completeFollowUp", "dropFollowUp"],
        ["DONE"] = ["startFollowUp", "verifyFollowUp", "dropFollowUp"],
        ["VERIFIED"] = [],
        ["WONT_DO"] = [],
    };

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_new_follow_up_is_open_of_medium_priority_and_nobodys(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var review = await client.Review();

        var added = (await client.Mutate(
            "addFollowUp",
            new { postmortemId = review.Incident.Key, title = "  Index the orders  " },
            $"followUp {{ {Shown} postmortem {{ id }} incident {{ number }} }}"))["followUp"];

        Assert.Equal(("Index the orders", "OPEN", "MEDIUM"), (added.Text("title"), added.Text("status"), added.Text("priority")));
        Assert.False(added.GetProperty("isOverdue").GetBoolean());
        Assert.All((string[])["description", "owner", "dueAt", "ticketUrl", "reason", "doneAt", "verifiedAt"], field => Assert.True(added.IsNull(field), field));
        Assert.Equal(review.PostmortemId, added.GetProperty("postmortem").Text("id"));
        Assert.Equal(review.Incident.Number, added.GetProperty("incident").Int("number"));
        Assert.Equal(added.GetProperty("createdAt").ToString(), (await Find(client, added.Text("id"))).GetProperty("createdAt").ToString());
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task It_is_started_done_and_verified(DatabaseProvider provider)
    {
        var handle = Arrange.Unique("ada");
        var client = (await servers.On(provider)).As(handle, Persona.Responder);
        var review = await client.Review();
        var id = await client.FollowUp(review, new { ownerId = handle, priority = "HIGH", ticketUrl = "https://tickets.example.org/1" });

        foreach (var (mutation, status) in ((string, string)[])[("startFollowUp", "IN_PROGRESS"), ("completeFollowUp", "DONE"), ("verifyFollowUp", "VERIFIED")])
            Assert.Equal(status, (await client.Mutate(mutation, new { id }, $"followUp {{ {Shown} }}"))["followUp"].Text("status"));

        var verified = await Find(client, id);
        Assert.Equal("VERIFIED", verified.Text("status"));
        Assert.Equal(handle, verified.GetProperty("owner").Text("handle"));
        Assert.Equal("https://tickets.example.org/1", verified.Text("ticketUrl"));
        Assert.True(verified.GetProperty("doneAt").GetDateTimeOffset() <= verified.GetProperty("verifiedAt").GetDateTimeOffset());
        Assert.Equal(
            ["FOLLOW_UP_ADDED", "FOLLOW_UP_STARTED", "FOLLOW_UP_COMPLETED", "FOLLOW_UP_VERIFIED"],
            (await Timeline(client, review)).Select(e => e.Text("type")));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task What_will_not_be_done_says_why(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var review = await client.Review();
        var id = await client.FollowUp(review);

        var dropped = (await client.Mutate("dropFollowUp", new { id, reason = "The gateway is replaced next month" }, $"followUp {{ {Shown} }}"))["followUp"];

        Assert.Equal(("WONT_DO", "The gateway is replaced next month"), (dropped.Text("status"), dropped.Text("reason")));
        Assert.True(dropped.IsNull("doneAt"));
        Assert.Equal("The gateway is replaced next month", (await Timeline(client, review))[^1].Text("reason"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Every_step_that_is_shown_as_possible_is_and_no_other(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ada"), Persona.Responder);
        var review = await client.Review();
        foreach (var (status, allowed) in _open)
        {
            foreach (var mutation in (string[])["startFollowUp", "completeFollowUp", "verifyFollowUp", "dropFollowUp"])
            {
                var id = await At(client, review, status);
                var shown = (await Find(client, id, "availableTransitions { mutation isAllowed requiredInput blockers { kind code } }"))
                    .GetProperty("availableTransitions").EnumerateArray().Single(t => t.Text("mutation") == mutation);
                Assert.Equal(allowed.Contains(mutation), shown.GetProperty("isAllowed").GetBoolean());
                Assert.Equal(mutation == "dropFollowUp" ? ["reason"] : [], shown.GetProperty("requiredInput").EnumerateArray().Select(r => r.GetString()!));

                object input = mutation == "dropFollowUp" ? new { id, reason = "Too dear" } : new { id };
                var payload = await client.Mutate(mutation, input, "", "... on TransitionError { currentStatus allowed }");
                if (allowed.Contains(mutation))
                {
                    payload.Accepted();
                    continue;
                }

                var error = payload.Refused("TransitionError");
                Assert.Equal(status, error.Text("currentStatus"));
                Assert.Equal(allowed, error.GetProperty("allowed").EnumerateArray().Select(a => a.GetString()!));
                Assert.Contains(shown.GetProperty("blockers").EnumerateArray(), b => b.Text("kind") == "STATUS");
            }
        }
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_viewer_reads_follow_ups_and_is_shown_that_they_may_do_nothing(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var client = server.As(Arrange.Unique("ada"), Persona.Responder);
        var viewer = server.As(Arrange.Unique("vic"), Persona.Viewer);
        var id = await client.FollowUp(await client.Review());

        var shown = (await Find(viewer, id, "availableTransitions { isAllowed blockers { kind } }")).GetProperty("availableTransitions");

        Assert.Equal(4, shown.GetArrayLength());
        Assert.All(shown.EnumerateArray(), t => Assert.Contains(t.GetProperty("blockers").EnumerateArray(), b => b.Text("kind") == "RIGHTS"));
        Assert.All(shown.EnumerateArray(), t => Assert.False(t.GetProperty("isAllowed").GetBoolean()));
        Assert.Equal("FORBIDDEN", (await viewer.Send($"mutation {{ startFollowUp(input: {{ id: \"{id}\" }}) {{ cursor }} }}")).RefusalCode);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task An_update_tells_what_changed_and_the_same_again_changes_nothing(DatabaseProvider provider)
    {
        var (ada, bob) = (Arrange.Unique("ada"), Arrange.Unique("bob"));
        var server = await servers.On(provider);
        var client = server.As(ada, Persona.Responder);
        await server.As(bob, Persona.Responder).Join();
        var review = await client.Review();
        var id = await client.FollowUp(review, new { title = "Index the orders", description = "All of them", ownerId = ada });
        var due = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
        object input = new { id, title = "Index the order lines", description = (string?)null, priority = "CRITICAL", ownerId = bob, dueAt = due };

        var updated = (await client.Mutate("updateFollowUp", input, $"followUp {{ {Shown} }}"))["followUp"];
        var again = (await client.Mutate("updateFollowUp", input)).Accepted();

        Assert.Null(again.Cursor);
        Assert.Equal(("Index the order lines", "CRITICAL", bob), (updated.Text("title"), updated.Text("priority"), updated.GetProperty("owner").Text("handle")));
        Assert.True(updated.IsNull("description"));
        Assert.Equal(due, updated.GetProperty("dueAt").GetDateTimeOffset());
        var told = (await Timeline(client, review))[^1];
        Assert.Equal("FOLLOW_UP_UPDATED", told.Text("type"));
        Assert.Equal(
            ["title", "description", "priority", "owner", "dueAt"],
            told.GetProperty("changes").EnumerateArray().Select(c => c.Text("field")), StringComparer.Ordinal);
        Assert.Equal(
            ("Index the orders", "Index the order lines"),
            (told.GetProperty("changes")[0].Text("before"), told.GetProperty("changes")[0].Text("after")));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Each_event_reads_alone_and_reaches_those_who_follow_the_log(DatabaseProvider provider)
    {
        var handle = Arrange.Unique("ada");
        var server = await servers.On(provider);
        var client = server.As(handle, Persona.Responder);
        var review = await client.Review();
        var after = await client.EventCursor();
        await using var socket = await LiveSocket.Open(server.Address, client.Token);
        var events = await socket.Subscribe(
            """
            subscription($after: String, $number: Int) {
              events(after: $after, where: { incident: { number: { eq: $number } } }) {
                event {
                  __typename summary version incident { number }
                  ... on FollowUpAdded { followUp { title } } ... on FollowUpUpdated { followUp { title } changes { field before after } }
                  ... on FollowUpStarted { followUp { title } } ... on FollowUpCompleted { followUp { title } }
                  ... on FollowUpVerified { followUp { title } } ... on FollowUpDropped { followUp { title } reason }
                }
              }
            }
            """,
            new { after, number = review.Incident.Number });

        var id = await client.FollowUp(review, new { title = "Index the orders" });
        (await client.Mutate("updateFollowUp", new { id, ownerId = handle })).Accepted();
        foreach (var step in (string[])["startFollowUp", "completeFollowUp", "verifyFollowUp"])
            (await client.Mutate(step, new { id })).Accepted();
        (await client.Mutate("dropFollowUp", new { id = await client.FollowUp(review, new { title = "Ask for more" }), reason = "Too dear" })).Accepted();

        var told = (await events.Next(7)).Select(m => m.GetProperty("event")).ToList();
        Assert.Equal(
            ["FollowUpAdded", "FollowUpUpdated", "FollowUpStarted", "FollowUpCompleted", "FollowUpVerified", "FollowUpAdded", "FollowUpDropped"],
            told.Select(e => e.Text("__typename")));
        Assert.All(told, e => Assert.Equal(review.Incident.Number, e.GetProperty("incident").Int("number")));
        Assert.All(told, e => Assert.Contains($"incident {review.Incident.Number}", e.Text("summary"), StringComparison.Ordinal));
        Assert.All(told, e => Assert.Contains(e.GetProperty("followUp").Text("title"), e.Text("summary"), StringComparison.Ordinal));
        Assert.Contains("Too dear", told[^1].Text("summary"), StringComparison.Ordinal);
        Assert.Equal(told.Select(e => e.Int("version")).Distinct(), told.Select(e => e.Int("version")));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task It_is_overdue_from_the_moment_it_was_due_until_it_is_done(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync(provider, clock);
        var client = server.As("ada", Persona.Responder);
        var review = await client.Review();
        var due = clock.GetUtcNow().AddMinutes(30);
        var late = await client.FollowUp(review, new { dueAt = due });
        var dropped = await client.FollowUp(review, new { dueAt = due });
        await client.FollowUp(review, new { dueAt = due.AddMinutes(30) });
        await client.FollowUp(review);
        (await client.Mutate("dropFollowUp", new { id = dropped, reason = "Too dear" })).Accepted();
        Assert.Empty(await Overdue(client));

        clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal([late], await Overdue(client));
        Assert.True((await Find(client, late)).GetProperty("isOverdue").GetBoolean());
        Assert.False((await Find(client, dropped)).GetProperty("isOverdue").GetBoolean());
        (await client.Mutate("startFollowUp", new { id = late })).Accepted();
        Assert.Equal([late], await Overdue(client));
        Assert.Equal(3, (await client.Query("{ followUps(where: { isOverdue: { eq: false } }) { totalCount } }")).GetProperty("followUps").Int("totalCount"));

        (await client.Mutate("completeFollowUp", new { id = late })).Accepted();
        Assert.Empty(await Overdue(client));
        Assert.False((await Find(client, late)).GetProperty("isOverdue").GetBoolean());
    }

    private static async Task<string> At(GraphQLClient client, Review review, string status)
    {
        var id = await client.FollowUp(review);
        string[] way = status switch
        {
            "IN_PROGRESS" => ["startFollowUp"],
            "DONE" => ["completeFollowUp"],
            "VERIFIED" => ["completeFollowUp", "verifyFollowUp"],
            _ => [],
        };
        foreach (var mutation in way)
            (await client.Mutate(mutation, new { id })).Accepted();
        if (status == "WONT_DO")
            (await client.Mutate("dropFollowUp", new { id, reason = "Too dear" })).Accepted();
        return id;
    }

    private static async Task<JsonElement> Find(GraphQLClient client, string id, string selection = Shown) =>
        (await client.Query($"query($id: ID!) {{ node(id: $id) {{ ... on FollowUp {{ {selection} }} }} }}", new { id })).GetProperty("node");

    private static async Task<List<JsonElement>> Timeline(GraphQLClient client, Review review) =>
    [
        .. (await client.Query(
            """
            query($number: Int!) {
              incident(number: $number) { timeline(first: 100) { nodes {
                type summary ... on FollowUpUpdated { changes { field before after } } ... on FollowUpDropped { reason }
              } } }
            }
            """,
            new { number = review.Incident.Number }))
            .GetProperty("incident").GetProperty("timeline").GetProperty("nodes").EnumerateArray()
            .Where(e => e.Text("type").StartsWith("FOLLOW_UP", StringComparison.Ordinal)),
    ];

    private static async Task<List<string>> Overdue(GraphQLClient client) =>
    [
        .. (await client.Query("{ followUps(where: { isOverdue: { eq: true } }) { nodes { id } } }"))
            .GetProperty("followUps").GetProperty("nodes").EnumerateArray().Select(n => n.Text("id")),
    ];
}
