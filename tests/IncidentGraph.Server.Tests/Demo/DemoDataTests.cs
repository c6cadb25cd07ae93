using System.Text.Json;
using IncidentGraph.Domain.Incidents;
using Microsoft.EntityFrameworkCore;
using Snapshooter.Xunit;

namespace IncidentGraph.Server.Tests.Demo;

public sealed class DemoDataTests(SeededServer seeded) : IClassFixture<SeededServer>
{
    private DemoServer Server => seeded.Server;

    [Fact]
    public async Task There_are_300_incidents_of_history_and_three_open_ones_on_a_map_of_services()
    {
        await using var db = await Server.OpenAsync();

        Assert.Equal(303, await db.Incidents.CountAsync());
        Assert.Equal(3, await db.Incidents.CountAsync(i => i.IsOpen));
        Assert.Equal(1, await db.Incidents.CountAsync(i => i.IsPrivate));
        Assert.Equal(36, await db.Services.CountAsync());
        Assert.Equal(65, await db.Dependencies.CountAsync());
        Assert.Equal(6, await db.Teams.CountAsync());
        Assert.Equal(13, await db.Users.CountAsync());
    }

    [Fact]
    public async Task The_past_ends_in_every_way_an_incident_can_end()
    {
        await using var db = await Server.OpenAsync();

        var statuses = await db.Incidents.Where(i => !i.IsOpen).Select(i => i.Status).Distinct().ToListAsync();
        IncidentStatus[] expected =
            [IncidentStatus.Resolved, IncidentStatus.Closed, IncidentStatus.Declined, IncidentStatus.Merged, IncidentStatus.Canceled];
        Assert.Equal(expected.Order(), statuses.Order());
        Assert.True(await db.Incidents.AnyAsync(i => i.ReopenedAt != null));
    }

    [Fact]
    public async Task The_longest_incidents_last_far_longer_than_the_usual_one()
    {
        await using var db = await Server.OpenAsync();

        var resolved = await db.Incidents.Where(i => i.ResolvedAt != null).ToListAsync();
        var minutes = resolved.ConvertAll(i => (i.ResolvedAt!.Value - i.OccurredAt).TotalMinutes); // filtered for it
        minutes.Sort();
        Assert.InRange(minutes[minutes.Count / 2], 45, 180);
        Assert.True(minutes[^1] > 10 * minutes[minutes.Count / 2], $"The longest took {minutes[^1]} minutes.");
    }

    [Fact]
    public async Task Every_incident_stamps_its_steps_in_order_and_within_the_past_year()
    {
        await using var db = await Server.OpenAsync();

        Assert.All(await db.Incidents.ToListAsync(), i =>
        {
            DateTimeOffset?[] stamps =
                [i.OccurredAt, i.DetectedAt, i.DeclaredAt, i.AcknowledgedAt, i.IdentifiedAt, i.MitigatedAt, i.ResolvedAt, i.ClosedAt];
            var given = stamps.OfType<DateTimeOffset>().ToList();
            Assert.Equal(given.Order(), given);
            Assert.True(i.OccurredAt > seeded.StartedAt.AddDays(-366));
        });
    }

    [Fact]
    public async Task The_log_is_contiguous_and_tells_the_story_in_order_up_to_now()
    {
        await using var db = await Server.OpenAsync();

        var events = await db.Events.OrderBy(e => e.Position).Select(e => new { e.Position, e.OccurredAt, e.RecordedAt, e.IncidentId }).ToListAsync();
        var now = TimeProvider.System.GetUtcNow();
        Assert.Equal(Enumerable.Range(1, events.Count).Select(i => (long)i), events.Select(e => e.Position));
        Assert.All(events, e => Assert.True(e.OccurredAt <= now && e.RecordedAt <= now));
        var recorded = events.Where(e => e.IncidentId is not null).Select(e => e.RecordedAt).ToList();
        Assert.Equal(recorded.Order(), recorded);
    }

    [Fact]
    public async Task The_seed_always_tells_the_same_year()
    {
        await using var db = await Server.OpenAsync();

        var some = await db.Incidents.Where(i => i.Id % 15 == 1).OrderBy(i => i.Id).Select(i => new { i.Id, i.Title, i.Status }).ToListAsync();
        Snapshot.Match(some.Select(i => $"{i.Id} {i.Status}: {i.Title}"));
    }

    [Fact]
    public async Task The_outage_under_way_reads_as_a_story()
    {
        var data = await Server.AskAsync(
            "viewer", "{ incident(number: 303) { declaredAt timeline(first: 100) { nodes { occurredAt audience summary } } } }");
        var incident = data.GetProperty("incident");
        var start = incident.GetProperty("declaredAt").GetDateTimeOffset();
        Snapshot.Match(incident.GetProperty("timeline").GetProperty("nodes").EnumerateArray().Select(e => Line(e, start)));
    }

    [Theory]
    [InlineData("viewer", "vera.lindqvist")]
    [InlineData("responder", "ravi.patel")]
    [InlineData("publisher", "paula.mendes")]
    [InlineData("admin", "ada.okafor")]
    public async Task A_demonstration_token_is_somebody_of_the_story(string role, string handle)
    {
        var data = await Server.AskAsync(role, "{ viewer { user { handle } } }");

        Assert.Equal(handle, data.GetProperty("viewer").GetProperty("user").GetProperty("handle").GetString());
        await using var db = await Server.OpenAsync();
        Assert.Equal(13, await db.Users.CountAsync());
    }

    [Fact]
    public async Task The_leaked_key_is_known_to_the_admin_and_to_no_responder_outside()
    {
        const string Query = "{ incidents(where: { isPrivate: { eq: true } }) { totalCount } }";

        Assert.Equal(1, Count(await Server.AskAsync("admin", Query)));
        Assert.Equal(0, Count(await Server.AskAsync("responder", Query)));
    }

    private static int Count(JsonElement data) => data.GetProperty("incidents").GetProperty("totalCount").GetInt32();

    private static string Line(JsonElement happened, DateTimeOffset start)
    {
        var minutes = (happened.GetProperty("occurredAt").GetDateTimeOffset() - start).TotalMinutes;
        return $"{minutes:+0;-0;0} min, {happened.GetProperty("audience").GetString()}: {happened.GetProperty("summary").GetString()}";
    }
}
