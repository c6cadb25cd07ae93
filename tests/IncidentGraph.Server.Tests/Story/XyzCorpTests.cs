using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;
using IncidentGraph.Testing;
using Microsoft.Extensions.Time.Testing;
using Snapshooter.Xunit;

namespace IncidentGraph.Server.Tests.Story;

/// <summary>
/// The payment gateway of XYZ Corp goes down on a Monday morning. From the first alert to the closed review everything goes through the
/// public API, from three clients at once: the commander, a responder, and somebody who only watches.
/// </summary>
public sealed class XyzCorpTests
{
    private static readonly string[] _moves =
        ["INCIDENT_DECLARED", "INCIDENT_ACKNOWLEDGED", "INCIDENT_ACCEPTED", "INCIDENT_IDENTIFIED", "INCIDENT_MITIGATED", "INCIDENT_RESOLVED", "INCIDENT_CLOSED"];

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task The_payment_gateway_goes_down_is_worked_around_repaired_reviewed_and_closed(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()));
        await using var server = await TestServer.StartAsync(provider, clock, ("Transport:KeepAlive", "7.00:00:00")); // hours pass between two reads
        await using var watcher = await StatusWatcher.Open(server);
        var story = await PaymentGatewayStory.Prepare(server, clock, watcher);

        await story.Triage();
        await story.Organise();
        await story.Investigate();
        await story.Mitigate();
        await story.Resolve();
        await story.Review();
        await story.Close();

        var graph = await story.Graph();
        var timeline = await story.Timeline();
        AssertSawAll(watcher, timeline);
        Snapshot.Match(StoryText.Graph(graph, story.DeclaredAt), "XyzCorp.graph");
        Snapshot.Match(StoryText.Timeline(timeline, story.DeclaredAt), "XyzCorp.timeline");
    }

    /// <summary>The watcher got each event of the incident once, in the order of the log, and the state that each led to or a later one.</summary>
    private static void AssertSawAll(StatusWatcher watcher, IReadOnlyList<JsonElement> timeline)
    {
        Documents.AssertChained(watcher.Seen, watcher.After);
        Assert.Equal(timeline.Select(e => e.Text("id")).Order(), watcher.Seen.Select(m => m.EventId()).Order());
        Assert.Equal(_moves, watcher.Seen.Select(m => m.GetProperty("event").Text("type")).Where(_moves.Contains));
        Assert.Equal("CLOSED", watcher.Seen[^1].GetProperty("incident").Text("status"));
    }
}
