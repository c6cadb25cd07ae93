using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Live;

public sealed class FilterTests(Servers servers) : IClassFixture<Servers>
{
    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task By_status_an_incident_enters_stays_and_leaves(DatabaseProvider provider)
    {
        var stage = await Stage.On(servers, provider);
        var declared = await stage.Client.Declare();
        await stage.Do("acknowledgeIncident", declared);
        await stage.Do("mitigateIncident", declared, ("note", "Rerouted"));
        await stage.Do("addTimelineNote", declared, ("note", "Holds"));
        await stage.Do("resolveIncident", declared);

        await stage.Expect(
            declared.Cursor,
            new { number = new { eq = declared.Number }, status = new { @in = new[] { "MITIGATED" } } },
            "IncidentMitigated ENTERED", "TimelineNoteAdded STAYED", "IncidentResolved LEFT");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task What_is_resolved_leaves_the_open_ones_and_enters_again_when_it_is_reopened(DatabaseProvider provider)
    {
        var stage = await Stage.On(servers, provider);
        var start = await stage.Client.EventCursor();
        var declared = await stage.Client.Declare();
        await stage.Do("resolveIncident", declared);
        await stage.Do("addTimelineNote", declared, ("note", "Nobody who follows open incidents is told"));
        await stage.Do("reopenIncident", declared, ("reason", "It is back"));

        await stage.Expect(
            start,
            new { number = new { eq = declared.Number }, isOpen = new { eq = true } },
            "IncidentDeclared ENTERED", "IncidentResolved LEFT", "IncidentReopened ENTERED");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task By_severity_an_incident_enters_and_leaves_as_it_is_judged(DatabaseProvider provider)
    {
        var stage = await Stage.On(servers, provider);
        var start = await stage.Client.EventCursor();
        var declared = await stage.Client.Declare(new { severityId = "3" });
        await stage.Do("changeIncidentSeverity", declared, ("severityId", "1"), ("reason", "Worse"));
        await stage.Do("acknowledgeIncident", declared);
        await stage.Do("changeIncidentSeverity", declared, ("severityId", "2"), ("reason", "Better"));

        await stage.Expect(
            start,
            new { number = new { eq = declared.Number }, severity = new { level = new { lte = 1 } } },
            "IncidentSeverityChanged ENTERED", "IncidentAcknowledged STAYED", "IncidentSeverityChanged LEFT");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task By_key_tier_and_owner_of_a_service_an_incident_enters_once_it_is_affected(DatabaseProvider provider)
    {
        var stage = await Stage.On(servers, provider);
        var team = Arrange.Unique("team");
        await stage.Admin.Mutate("defineTeam", new { key = team, name = "Payments" });
        var (id, key) = await stage.Admin.Register(new { tier = 0, ownerId = team });
        var declared = await stage.Client.Declare();
        await stage.Do("setServiceImpact", declared, ("serviceId", id), ("level", "MAJOR_OUTAGE"));
        await stage.Do("acknowledgeIncident", declared);

        foreach (var some in new object[] { new { key = new { eq = key } }, new { tier = new { eq = 0 } }, new { owner = new { key = new { startsWith = team } } } })
        {
            await stage.Expect(
                declared.Cursor,
                new { number = new { eq = declared.Number }, services = new { some } },
                "ServiceImpactSet ENTERED", "IncidentAcknowledged STAYED");
        }
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Events_can_be_filtered_by_type_and_by_their_incident(DatabaseProvider provider)
    {
        var stage = await Stage.On(servers, provider);
        var (one, other) = (await stage.Client.Declare(), await stage.Client.Declare());
        foreach (var declared in new[] { one, other })
        {
            await stage.Do("acknowledgeIncident", declared);
            await stage.Do("resolveIncident", declared);
        }

        await using var socket = await LiveSocket.Open(stage.Server.Address, stage.Client.Token);
        var where = new { type = new { eq = "INCIDENT_RESOLVED" }, incident = new { number = new { @in = new[] { other.Number } } } };
        var events = await socket.Subscribe(Documents.Events, new { after = one.Cursor, where });

        var resolved = await events.Next();
        Assert.Equal(("IncidentResolved", other.Number), (resolved.Happened(), resolved.GetProperty("event").GetProperty("incident").Int("number")));
    }

    /// <summary>A client, and what a subscription must tell it, whether replayed or live.</summary>
    private sealed record Stage(TestServer Server, GraphQLClient Client, GraphQLClient Admin)
    {
        public static async Task<Stage> On(Servers servers, DatabaseProvider provider)
        {
            var server = await servers.On(provider);
            return new Stage(server, server.As(Arrange.Unique("ada"), Persona.Responder), server.As(Arrange.Unique("root"), Persona.Admin));
        }

        public async Task Do(string mutation, Declared incident, params (string Name, object Value)[] fields)
        {
            var input = fields.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);
            input["id"] = incident.Id;
            (await Client.Mutate(mutation, input)).Accepted();
        }

        public async Task Expect(string after, object where, params string[] expected)
        {
            await using var socket = await LiveSocket.Open(Server.Address, Client.Token);
            var changes = await socket.Subscribe(Documents.IncidentsChanged, new { where, after });
            var seen = await changes.Next(expected.Length);
            Assert.Equal(expected, seen.Select(c => $"{c.Happened()} {c.Text("match")}"));
            Documents.AssertChained(seen, after);
            await ExpectNoMore(socket, changes, seen[^1], where);
        }

        /// <summary>Another subscription, later in the log, is served: had there been more, it would have come before.</summary>
        private async Task ExpectNoMore(LiveSocket socket, LiveOperation changes, JsonElement last, object where)
        {
            var marker = await Client.Declare();
            var both = new { or = new object[] { where, new { number = new { eq = marker.Number } } } };
            var next = await (await socket.Subscribe(Documents.IncidentsChanged, new { where = both, after = last.Cursor() })).Next();
            Assert.Equal(marker.Number, next.GetProperty("incident").Int("number"));
            await changes.Complete();
        }
    }
}
