using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Ide;

public sealed class IdeInBrowserTests
{
    [SkippableFact]
    public async Task A_visitor_of_the_endpoint_lands_in_the_IDE_which_knows_the_schema_and_shows_the_incidents()
    {
        Skip.IfNot(IdeFilesTests.IsFetched, "The build did not fetch the IDE: npm or the network was missing.");
        await using var program = await RunningProgram.StartAsync();
        await program.DeclareAsync("Payment gateway outage");
        using var browser = Browser.Open();

        var page = IdePage.Visit(browser, program.Address);
        page.RunUntil("\"Ada Okafor\"", "\"Payment gateway outage\"");

        Assert.Equal(new Uri(program.Address, "/graphql/ui/"), new Uri(browser.Url));
        Assert.Empty(browser.Complaints);
    }

    [SkippableFact]
    public async Task A_subscription_in_the_IDE_shows_the_event_that_a_mutation_caused()
    {
        Skip.IfNot(IdeFilesTests.IsFetched, "The build did not fetch the IDE: npm or the network was missing.");
        await using var program = await RunningProgram.StartAsync();
        using var browser = Browser.Open();

        var page = IdePage.Visit(browser, program.Address);
        // The page does not tell when the server has taken the subscription up, so the first may be declared too early.
        var declared = 0;
        do
        {
            Assert.True(++declared <= 10, "None of the incidents was shown.");
            page.KeepRunning("IncidentsLive");
            await program.DeclareAsync("Payment gateway outage");
        }
        while (!page.ShowsSoon("\"Payment gateway outage\""));

        Assert.Contains("\"INCIDENT_DECLARED\"", browser.Text);
        Assert.Empty(browser.Complaints);
    }
}
