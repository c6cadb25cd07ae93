using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Search;

/// <summary>Nobody finds, counts or pages over what they may not know of.</summary>
public sealed class SearchRightsTests(Servers servers) : IClassFixture<Servers>
{
    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task A_private_incident_and_its_updates_are_found_by_insiders_only(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (reporter, handle) = (server.As(Arrange.Unique("reporter"), Persona.Responder), Arrange.Unique("participant"));
        var participant = server.As(handle, Persona.Responder);
        await participant.Join();
        var word = Finder.Coin("secret");
        var hidden = await reporter.Declare(new { title = word, isPrivate = true });
        (await reporter.Mutate("addIncidentParticipant", new { id = hidden.Id, userId = handle })).Accepted();
        (await reporter.Mutate("postIncidentUpdate", new { id = hidden.Id, audience = "INTERNAL", body = word })).Accepted();
        var open = await reporter.Declare(new { summary = word });

        foreach (var insider in (GraphQLClient[])[reporter, participant, server.As("search-admin", Persona.Admin)])
            Assert.Equal([$"Incident {hidden.Key}", $"Incident {open.Key}", $"IncidentUpdate {word}"], (await insider.Find(word)).Names);
        foreach (var foreigner in (GraphQLClient[])[server.As("search-viewer", Persona.Viewer), server.As("search-publisher", Persona.Publisher)])
        {
            var found = await foreigner.Find(word, first: 1);
            Assert.Equal([$"Incident {open.Key}"], found.Names);
            Assert.Equal((1, null), (found.TotalCount, found.Next));
            Assert.DoesNotContain($"Incident {hidden.Key}", (await foreigner.Find(hidden.Key)).Names);
        }
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task What_turns_private_is_gone_at_once_and_comes_back_with_its_visibility(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (reporter, viewer) = (server.As(Arrange.Unique("reporter"), Persona.Responder), server.As("search-viewer", Persona.Viewer));
        var word = Finder.Coin("turning");
        var incident = await reporter.Declare(new { title = word });
        (await reporter.Mutate("postIncidentUpdate", new { id = incident.Id, audience = "INTERNAL", body = word })).Accepted();
        Assert.Equal(2, (await viewer.Find(word)).TotalCount);

        (await reporter.Mutate("changeIncidentVisibility", new { id = incident.Key, isPrivate = true, reason = "Names customers" })).Accepted();
        Assert.Equal(0, (await viewer.Find(word)).TotalCount);

        (await reporter.Mutate("changeIncidentVisibility", new { id = incident.Key, isPrivate = false, reason = "It does not" })).Accepted();
        Assert.Equal(2, (await viewer.Find(word)).TotalCount);
    }

    [Fact]
    public async Task Anonymous_callers_do_not_search() =>
        Assert.Equal("UNAUTHENTICATED", (await (await servers.On(DatabaseProvider.Sqlite)).Anonymous.Search("payments")).RefusalCode);
}
