using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Mutations;

/// <summary>Many people at once on one incident, as in the first minutes of any real one: nobody is turned away.</summary>
public sealed class CrowdTests(Servers servers) : IClassFixture<Servers>
{
    private const int Crowd = 16;

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Everybody_who_notes_at_the_same_moment_is_heard(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var people = Enumerable.Range(0, Crowd).Select(_ => server.As(Arrange.Unique("crowd"), Persona.Responder)).ToList();
        foreach (var person in people)
            await person.Join();
        var incident = await people[0].Declare();

        var payloads = await Task.WhenAll(people.Select((p, i) => p.Mutate("addTimelineNote", new { id = incident.Id, note = $"Note {i}" })));

        Assert.All(payloads, p => p.Accepted());
        var after = (await people[0].Query(
            "query($id: ID!) { incident(id: $id) { version timeline(first: 100) { nodes { version } } } }", new { id = incident.Id })).GetProperty("incident");
        Assert.Equal(incident.Version + Crowd, after.Int("version"));
        var versions = after.GetProperty("timeline").GetProperty("nodes").EnumerateArray().Select(e => e.Int("version"));
        Assert.Equal(Enumerable.Range(1, Crowd + 1), versions.Order());
    }
}
