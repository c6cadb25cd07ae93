using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Postmortems;

/// <summary>What a postmortem takes in and gives back, and what it refuses.</summary>
public sealed class PostmortemInputTests(Servers servers) : IClassFixture<Servers>
{
    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Long_texts_emoji_and_right_to_left_come_back_as_they_were(DatabaseProvider provider)
    {
        var author = await AuthorAsync(provider);
        var review = await author.Reviewing();
        var long10000 = string.Concat(Enumerable.Repeat("🔥ש", 3_333)) + "x";
        string[] lines = ["مرحبا 👩‍🚒", "日本語\nzwei Zeilen"];

        var read = (await author.Mutate(
            "updatePostmortem", new { id = review.Key, summary = long10000, rootCause = "\u202Eשלום\u202C", lessons = lines, whatWorked = lines, reviewMeeting = new { at = "2027-01-01T10:00:00+02:00", url = "https://meet.example.org/1" } },
            "postmortem { summary rootCause lessons whatWorked whatDidNotWork reviewMeeting { at url } }"))["postmortem"];

        Assert.Equal((long10000, "\u202Eשלום\u202C"), (read.Text("summary"), read.Text("rootCause")));
        Assert.Equal(lines, read.GetProperty("lessons").EnumerateArray().Select(l => l.GetString()));
        Assert.Empty(read.GetProperty("whatDidNotWork").EnumerateArray());
        Assert.Equal(("2027-01-01T08:00:00.000Z", "https://meet.example.org/1"), (read.GetProperty("reviewMeeting").Text("at"), read.GetProperty("reviewMeeting").Text("url")));
        (await author.Mutate("updatePostmortem", new { id = review.Key, summary = long10000 + "y" })).Refused("ValidationError", "summary");
        (await author.Mutate("updatePostmortem", new { id = review.Key, lessons = Enumerable.Repeat("x", 51) })).Refused("ValidationError", "lessons");
        (await author.Mutate("updatePostmortem", new { id = review.Key, dueAt = "2020-01-01T00:00:00Z" })).Refused("ValidationError", "dueAt");
        (await author.Mutate("updatePostmortem", new { id = review.Key, summary = "half \u0000" })).Refused("ValidationError", "summary");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_fault_tree_is_kept_parents_first_with_its_services(DatabaseProvider provider)
    {
        var author = await AuthorAsync(provider);
        var (_, service) = await (await servers.On(provider)).As("root", Persona.Admin).Register();
        var review = await author.Reviewing();
        object[] tree =
        [
            new { key = "index", parentKey = "slow", gate = "CAUSE", text = "No index" },
            new { key = "slow", parentKey = "top", gate = "OR", text = "Slow queries", serviceId = service },
            new { key = "top", gate = "AND", text = "Payments fail" },
            new { key = "retries", parentKey = "top", gate = "CAUSE", text = "Retries pile up" },
        ];

        var shown = (await author.Mutate("updatePostmortem", new { id = review.Key, faultTree = tree }, "postmortem { faultTree { key parentKey gate text service { key } } }"))["postmortem"]
            .GetProperty("faultTree").EnumerateArray().ToList();

        Assert.Equal(["top", "slow", "index", "retries"], shown.Select(e => e.Text("key")));
        Assert.Equal((service, "OR"), (shown[1].GetProperty("service").Text("key"), shown[1].Text("gate")));
        Assert.True(shown[0].IsNull("service") && shown[0].IsNull("parentKey"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Bad_fault_trees_are_refused_at_the_entry(DatabaseProvider provider)
    {
        var author = await AuthorAsync(provider);
        var review = await author.Reviewing();
        object Cause(string key, string? parentKey, string gate = "CAUSE", string? serviceId = null) => new { key, parentKey, gate, text = "x", serviceId };
        Task<Payload> Tree(params object[] faultTree) =>
            author.Mutate("updatePostmortem", new { id = review.Key, faultTree }, errorSelection: "... on CycleError { path }");

        var circle = (await Tree(Cause("a", "b", "AND"), Cause("b", "a", "OR"))).Refused("CycleError", "faultTree");
        Assert.Equal(["a", "b", "a"], circle.GetProperty("path").EnumerateArray().Select(p => p.GetString()));
        (await Tree(Cause("a", "nobody"))).Refused("ValidationError", "faultTree.0.parentKey");
        (await Tree(Cause("a", null, "AND"), Cause("a", "a"))).Refused("ValidationError", "faultTree.1.key");
        (await Tree(Cause("a", null), Cause("b", "a"))).Refused("ValidationError", "faultTree.0.gate");
        (await Tree(Cause("a", null, "OR"))).Refused("ValidationError", "faultTree.0.gate");
        (await Tree(Cause("a", null, serviceId: "no-such-service"))).Refused("NotFoundError", "faultTree.0.serviceId");
        (await Tree([.. Enumerable.Range(0, 101).Select(i => Cause($"k{i}", null))])).Refused("ValidationError", "faultTree");
        await UnchangedAsync(author, review, 1);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task The_timeline_is_the_incidents_chosen_and_annotated_in_its_order(DatabaseProvider provider)
    {
        var author = await AuthorAsync(provider);
        var (review, foreign) = (await author.Reviewing(), await author.Resolved());
        (await author.Mutate("addTimelineNote", new { id = review.Key, note = "A customer called", occurredAt = "2020-01-01T00:00:00Z" })).Accepted();
        var ids = (await author.Query("query($n: Int) { incident(number: $n) { timeline(first: 9) { nodes { id type } } } }", new { n = review.Number }))
            .GetProperty("incident").GetProperty("timeline").GetProperty("nodes").EnumerateArray().Select(e => e.Text("id")).ToList();

        var shown = (await author.Mutate(
            "updatePostmortem", new { id = review.Key, timeline = new object[] { new { eventId = ids[2] }, new { eventId = ids[0], annotation = "Unheard" } } },
            "postmortem { timeline { totalCount nodes { annotation event { id summary } } } }"))["postmortem"].GetProperty("timeline");
        Assert.Equal(2, shown.Int("totalCount"));
        Assert.Equal([ids[0], ids[2]], shown.GetProperty("nodes").EnumerateArray().Select(e => e.GetProperty("event").Text("id")));
        Assert.Equal("Unheard", shown.GetProperty("nodes")[0].Text("annotation"));

        foreach (var id in (string[])[await author.FirstEvent(foreign), review.Id, "nonsense"])
            (await author.Mutate("updatePostmortem", new { id = review.Key, timeline = new[] { new { eventId = id } } })).Refused("NotFoundError", "timeline.0.eventId");
        await UnchangedAsync(author, review, 2);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Unknown_ids_and_ids_of_other_types_find_nothing(DatabaseProvider provider)
    {
        var author = await AuthorAsync(provider);
        var review = await author.Reviewing();

        foreach (var id in (string[])["999999", review.Id, "nonsense", ""])
        {
            (await author.Mutate("updatePostmortem", new { id, summary = "x" })).Refused("NotFoundError", "id");
            (await author.Mutate("submitPostmortem", new { id })).Refused("NotFoundError", "id");
        }

        foreach (var id in (string[])["nobody-at-all", review.Id])
        {
            (await author.Mutate("updatePostmortem", new { id = review.Key, ownerId = id })).Refused("NotFoundError", "ownerId");
            (await author.Mutate("updatePostmortem", new { id = review.Key, participantIds = new[] { id } })).Refused("NotFoundError", "participantIds.0");
        }

        (await author.Mutate("startPostmortem", new { incidentId = "999999" })).Refused("NotFoundError", "incidentId");
        Assert.True((await author.Query("{ postmortem(incidentNumber: 999999) { id } }")).IsNull("postmortem"));
        Assert.Equal("BAD_USER_INPUT", (await author.Send("{ postmortem { id } }")).Body.GetProperty("errors")[0].GetProperty("extensions").Text("code"));
        await UnchangedAsync(author, review, 1);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Stale_versions_and_repeated_keys_are_told_apart(DatabaseProvider provider)
    {
        var author = await AuthorAsync(provider);
        var review = await author.Reviewing();
        var input = new { id = review.Key, summary = "Once", expectedVersion = 1, idempotencyKey = Arrange.Unique("key") };

        var first = (await author.Mutate("updatePostmortem", input, "postmortem { id version }"))["postmortem"];
        var replay = (await author.Mutate("updatePostmortem", input, "postmortem { id version }"))["postmortem"];
        Assert.Equal((first.Text("id"), 2, 2), (replay.Text("id"), first.Int("version"), replay.Int("version")));
        (await author.Mutate("updatePostmortem", input with { summary = "Twice" })).Refused("IdempotencyConflictError");
        var stale = (await author.Mutate("updatePostmortem", input with { idempotencyKey = null! }, errorSelection: "... on VersionConflictError { actualVersion current { id } }")).Refused("VersionConflictError");
        Assert.Equal((2, first.Text("id")), (stale.Int("actualVersion"), stale.GetProperty("current").Text("id")));
    }

    private static async Task UnchangedAsync(GraphQLClient client, Declared review, int version) =>
        Assert.Equal(version, (await client.Query("query($n: Int) { postmortem(incidentNumber: $n) { version } }", new { n = review.Number })).GetProperty("postmortem").Int("version"));

    private async Task<GraphQLClient> AuthorAsync(DatabaseProvider provider)
    {
        var author = (await servers.On(provider)).As(Arrange.Unique("author"), Persona.Responder);
        await author.Join();
        return author;
    }
}
