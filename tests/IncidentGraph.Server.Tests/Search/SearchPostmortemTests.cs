using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Postmortems;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Search;

public sealed class SearchPostmortemTests(Servers servers) : IClassFixture<Servers>
{
    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task A_postmortem_is_found_by_each_of_its_texts_and_by_those_it_has_now(DatabaseProvider provider)
    {
        var admin = (await servers.On(provider)).As("reviewer", Persona.Admin);
        var incident = await admin.Reviewing();
        string[] words = [.. Enumerable.Range(0, 8).Select(i => Finder.Coin($"lesson{i}"))];

        (await admin.Mutate("updatePostmortem", new
        {
            id = incident.Key,
            summary = words[0],
            customerImpact = words[1],
            rootCause = words[2],
            whatWorked = new[] { words[3] },
            whatDidNotWork = new[] { "much", words[4] },
            whereWeGotLucky = new[] { words[5] },
            lessons = new[] { words[6] },
            faultTree = new[] { new { key = "top", gate = "CAUSE", text = words[7] } },
        })).Accepted();

        foreach (var word in words)
            Assert.Equal([$"Postmortem {incident.Key}"], (await admin.Find(word)).Names);
        Assert.Equal($"rootCause: [{words[2]}]", (await admin.Find(words[2], ["POSTMORTEM"])).Highlights[0]);
        Assert.Empty((await admin.Find(words[2], ["INCIDENT"])).Names);
        (await admin.Mutate("updatePostmortem", new { id = incident.Key, lessons = new[] { words[0] } })).Accepted();
        Assert.Empty((await admin.Find(words[6])).Names);
        Assert.Equal($"Incident {incident.Key}", (await admin.Find(incident.Key)).Names[0]);
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task The_postmortem_of_a_private_incident_is_found_by_insiders_only(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var admin = server.As("reviewer", Persona.Admin);
        var incident = await admin.Reviewing(new { isPrivate = true });
        var word = Finder.Coin("hush");
        (await admin.Mutate("updatePostmortem", new { id = incident.Key, rootCause = word })).Accepted();

        Assert.Equal([$"Postmortem {incident.Key}"], (await admin.Find(word)).Names);
        var found = await server.As("search-viewer", Persona.Viewer).Find(word);
        Assert.Equal((0, 0), (found.Names.Count, found.TotalCount));
    }
}
