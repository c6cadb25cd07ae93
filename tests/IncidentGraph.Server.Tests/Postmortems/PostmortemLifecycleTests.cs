using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Postmortems;

/// <summary>From the start of a review to its end, and what the incident and the log say of it.</summary>
public sealed class PostmortemLifecycleTests(Servers servers) : IClassFixture<Servers>
{
    private const string State = "postmortem { status version submittedAt approvedAt publishedAt closedAt availableTransitions { mutation isAllowed blockers { code } } }";
    private const string Blockers = "... on GuardUnmetError { blockers { code } }";

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_postmortem_goes_all_the_way_and_each_step_counts_one_version(DatabaseProvider provider)
    {
        var (author, reviewer, _) = await CastAsync(provider);
        var incident = await author.Written();
        (GraphQLClient Who, string Mutation, object Input, string Status)[] steps =
        [
            (author, "submitPostmortem", new { id = incident.Key }, "IN_REVIEW"),
            (reviewer, "returnPostmortem", new { id = incident.Key, reason = "Why so late?" }, "DRAFT"),
            (author, "submitPostmortem", new { id = incident.Key }, "IN_REVIEW"),
            (reviewer, "approvePostmortem", new { id = incident.Key }, "REVIEWED"),
            (author, "publishPostmortem", new { id = incident.Key }, "PUBLISHED"),
            (author, "closePostmortem", new { id = incident.Key }, "CLOSED"),
        ];

        var version = 2;
        foreach (var (who, mutation, input, status) in steps)
        {
            await ShownAsAllowed(who, incident, mutation);
            var payload = await who.Mutate(mutation, input, State);
            Assert.Equal((mutation, status, ++version), (mutation, payload["postmortem"].Text("status"), payload["postmortem"].Int("version")));
            Assert.NotNull(payload.Cursor);
        }

        var after = (await author.Query(
            "query($n: Int!) { incident(number: $n) { version postmortem { incident { number } closedAt } timeline(last: 7) { nodes { type version summary } } } }",
            new { n = incident.Number })).GetProperty("incident");
        Assert.Equal(incident.Version, after.Int("version"));
        Assert.Equal(incident.Number, after.GetProperty("postmortem").GetProperty("incident").Int("number"));
        var told = after.GetProperty("timeline").GetProperty("nodes").EnumerateArray().ToList();
        Assert.Equal(
            ["POSTMORTEM_UPDATED", "POSTMORTEM_SUBMITTED", "POSTMORTEM_RETURNED", "POSTMORTEM_SUBMITTED", "POSTMORTEM_APPROVED", "POSTMORTEM_PUBLISHED", "POSTMORTEM_CLOSED"],
            told.Select(e => e.Text("type")));
        Assert.Equal(Enumerable.Range(2, 7), told.Select(e => e.Int("version")));
        Assert.EndsWith($"returned the postmortem of incident {incident.Number}: Why so late?", told[2].Text("summary"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_start_takes_over_what_the_incident_says_and_happens_once(DatabaseProvider provider)
    {
        var (author, _, handle) = await CastAsync(provider);
        var incident = await author.Resolved(new { summary = "Payments fail.", customerImpact = "Nobody pays." });

        var started = (await author.Mutate("startPostmortem", new { incidentId = incident.Id, expectedVersion = incident.Version }, "postmortem { id status summary customerImpact owner { handle } dueAt isOverdue incident { resolvedAt } }"))["postmortem"];
        Assert.Equal(("DRAFT", "Payments fail.", "Nobody pays."), (started.Text("status"), started.Text("summary"), started.Text("customerImpact")));
        Assert.Equal(handle, started.GetProperty("owner").Text("handle"));
        Assert.Equal(TimeSpan.FromHours(24), started.GetProperty("dueAt").GetDateTimeOffset() - started.GetProperty("incident").GetProperty("resolvedAt").GetDateTimeOffset());
        Assert.False(started.GetProperty("isOverdue").GetBoolean());

        var again = await author.Mutate("startPostmortem", new { incidentId = incident.Key }, errorSelection: "... on AlreadyExistsError { existing { id } }");
        Assert.Equal(started.Text("id"), again.Refused("AlreadyExistsError", "incidentId").GetProperty("existing").Text("id"));
        (await author.Mutate("startPostmortem", new { incidentId = (await author.Declare()).Key })).Refused("TransitionError");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Two_who_start_at_once_start_one(DatabaseProvider provider)
    {
        var (author, other, _) = await CastAsync(provider);
        var incident = await author.Resolved();

        var payloads = await Task.WhenAll(new[] { author, other }.Select(c => c.Mutate("startPostmortem", new { incidentId = incident.Key })));

        Assert.Single(payloads, p => p.IsAccepted);
        payloads.Single(p => !p.IsAccepted).Refused("AlreadyExistsError");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Missing_parts_and_rights_are_named(DatabaseProvider provider)
    {
        var (author, reviewer, _) = await CastAsync(provider);
        var draft = await author.Reviewing();
        var unmet = (await author.Mutate("submitPostmortem", new { id = draft.Key }, errorSelection: Blockers)).Refused("GuardUnmetError");
        Assert.Equal(["TIMELINE_MISSING", "CAUSE_MISSING"], unmet.GetProperty("blockers").EnumerateArray().Select(b => b.Text("code")));
        (await author.Mutate("publishPostmortem", new { id = draft.Key })).Refused("TransitionError");
        (await author.Mutate("returnPostmortem", new { id = draft.Key, reason = "x" })).Refused("TransitionError");

        var written = await author.Written();
        (await author.Mutate("submitPostmortem", new { id = written.Key })).Accepted();
        (await author.Mutate("approvePostmortem", new { id = written.Key })).Refused("NotAllowedError");
        (await author.Mutate("returnPostmortem", new { id = written.Key, reason = " " })).Refused("ValidationError", "reason");
        (await reviewer.Mutate("approvePostmortem", new { id = written.Key })).Accepted();
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Closing_an_incident_waits_for_publication_and_for_owners_of_follow_ups(DatabaseProvider provider)
    {
        var (author, reviewer, _) = await CastAsync(provider);
        var incident = await author.Written();
        Assert.Equal(["POSTMORTEM_MISSING"], await CloseBlockers(author, incident));
        var shown = await CloseShown(author, incident);
        Assert.Equal("postmortemWaiver", Assert.Single(shown.GetProperty("requiredInput").EnumerateArray()).GetString());

        (await author.Mutate("submitPostmortem", new { id = incident.Key })).Accepted();
        (await reviewer.Mutate("approvePostmortem", new { id = incident.Key })).Accepted();
        (await author.Mutate("publishPostmortem", new { id = incident.Key })).Accepted();
        Assert.Empty((await CloseShown(author, incident)).GetProperty("requiredInput").EnumerateArray());
        (await author.Mutate("updatePostmortem", new { id = incident.Key, summary = "Too late" })).Refused("TransitionError");
        (await author.Mutate("closeIncident", new { id = incident.Key })).Accepted();
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Returning_and_closing_at_once_never_closes_what_is_a_draft(DatabaseProvider provider)
    {
        var (author, reviewer, _) = await CastAsync(provider);
        for (var i = 0; i < 5; i++)
        {
            var incident = await author.Published(reviewer);
            var closing = author.Mutate("closeIncident", new { id = incident.Key });
            var returning = reviewer.Mutate("returnPostmortem", new { id = incident.Key, reason = "Wait" });
            await Task.WhenAll(closing, returning);

            (await returning).Accepted();
            var events = (await author.Query("query($n: Int!) { incident(number: $n) { status timeline(last: 2) { nodes { type } } } }", new { n = incident.Number }))
                .GetProperty("incident");
            var types = events.GetProperty("timeline").GetProperty("nodes").EnumerateArray().Select(e => e.Text("type")).ToList();
            if ((await closing).IsAccepted)
                Assert.Contains("INCIDENT_CLOSED", types);
            else
                Assert.Equal("RESOLVED", events.Text("status"));
        }
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task What_is_approved_is_frozen_until_it_is_returned_even_when_it_is_closed(DatabaseProvider provider)
    {
        var (author, reviewer, _) = await CastAsync(provider);
        var incident = await author.Written();
        (await author.Mutate("submitPostmortem", new { id = incident.Key })).Accepted();
        (await author.Mutate("updatePostmortem", new { id = incident.Key, summary = "All cards failed." })).Accepted();
        (await reviewer.Mutate("approvePostmortem", new { id = incident.Key })).Accepted();

        var frozen = (await author.Mutate("updatePostmortem", new { id = incident.Key, summary = "It was not that bad." })).Refused("TransitionError");
        Assert.Contains("returnPostmortem", frozen.Text("remedy"), StringComparison.Ordinal);
        (await author.Mutate("updatePostmortem", new { id = incident.Key, reviewMeeting = new { at = "2026-12-24T10:00:00Z" } })).Accepted();
        (await author.Mutate("publishPostmortem", new { id = incident.Key })).Accepted();
        (await author.Mutate("closePostmortem", new { id = incident.Key })).Accepted();
        (await author.Mutate("reopenIncident", new { id = incident.Key, reason = "It is back" })).Accepted();

        await ShownAsAllowed(author, incident, "returnPostmortem");
        var returned = (await author.Mutate("returnPostmortem", new { id = incident.Key, reason = "It came back" }, State))["postmortem"];
        Assert.Equal(("DRAFT", true), (returned.Text("status"), returned.IsNull("closedAt")));
        (await author.Mutate("updatePostmortem", new { id = incident.Key, summary = "It came back." })).Accepted();
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_reopened_incident_keeps_its_postmortem_which_waits(DatabaseProvider provider)
    {
        var (author, _, _) = await CastAsync(provider);
        var incident = await author.Written();
        (await author.Mutate("reopenIncident", new { id = incident.Key, reason = "It is back" })).Accepted();
        var unmet = (await author.Mutate("submitPostmortem", new { id = incident.Key }, errorSelection: Blockers)).Refused("GuardUnmetError");
        Assert.Equal("INCIDENT_NOT_OVER", Assert.Single(unmet.GetProperty("blockers").EnumerateArray()).Text("code"));

        (await author.Mutate("updatePostmortem", new { id = incident.Key, summary = "It came back." })).Accepted();
        (await author.Mutate("resolveIncident", new { id = incident.Key })).Accepted();
        var after = (await author.Query("query($n: Int) { postmortem(incidentNumber: $n) { dueAt version incident { resolvedAt } } }", new { n = incident.Number })).GetProperty("postmortem");
        Assert.Equal(TimeSpan.FromHours(24), after.GetProperty("dueAt").GetDateTimeOffset() - after.GetProperty("incident").GetProperty("resolvedAt").GetDateTimeOffset());
        (await author.Mutate("submitPostmortem", new { id = incident.Key, expectedVersion = after.Int("version") })).Accepted();
    }

    private static async Task ShownAsAllowed(GraphQLClient client, Declared incident, string mutation)
    {
        var shown = (await client.Query("query($n: Int) { postmortem(incidentNumber: $n) { availableTransitions { mutation isAllowed blockers { code } } } }", new { n = incident.Number }))
            .GetProperty("postmortem").GetProperty("availableTransitions").EnumerateArray().Single(t => t.Text("mutation") == mutation);
        Assert.True(shown.GetProperty("isAllowed").GetBoolean(), shown.ToString());
    }

    private static async Task<JsonElement> CloseShown(GraphQLClient client, Declared incident) =>
        (await client.Query("query($n: Int) { incident(number: $n) { availableTransitions { mutation isAllowed requiredInput } } }", new { n = incident.Number }))
            .GetProperty("incident").GetProperty("availableTransitions").EnumerateArray().Single(t => t.Text("mutation") == "closeIncident");

    private static async Task<IEnumerable<string>> CloseBlockers(GraphQLClient client, Declared incident) =>
        (await client.Mutate("closeIncident", new { id = incident.Key }, errorSelection: Blockers)).Refused("GuardUnmetError")
            .GetProperty("blockers").EnumerateArray().Select(b => b.Text("code")).ToList();

    private async Task<(GraphQLClient Author, GraphQLClient Reviewer, string Handle)> CastAsync(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var handle = Arrange.Unique("author");
        var (author, reviewer) = (server.As(handle, Persona.Responder), server.As(Arrange.Unique("reviewer"), Persona.Responder));
        await author.Join();
        await reviewer.Join();
        return (author, reviewer, handle);
    }
}
