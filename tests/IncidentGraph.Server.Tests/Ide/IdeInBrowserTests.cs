using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Ide;

public sealed class IdeInBrowserTests
{
    [SkippableFact]
    public async Task A_visitor_of_the_endpoint_lands_in_the_IDE_which_knows_the_schema_and_shows_the_incidents()
    {
        IdeFilesTests.SkipUnlessFetched();
        await using var program = await RunningProgram.StartAsync();
        await program.DeclareAsync("Payment gateway outage");
        using var browser = Browser.Open();

        var page = BananaCakePopPage.Visit(browser, program.Address);
        page.RunUntil("\"Ada Okafor\"", "\"Payment gateway outage\"");

        Assert.Equal(new Uri(program.Address, "/graphql/ui/"), new Uri(browser.Url));
        AssertContent(browser, program);
    }

    [SkippableFact]
    public async Task A_subscription_in_the_IDE_shows_the_event_that_a_mutation_caused()
    {
        IdeFilesTests.SkipUnlessFetched();
        await using var program = await RunningProgram.StartAsync();
        using var browser = Browser.Open();

        var page = BananaCakePopPage.Visit(browser, program.Address);
        await DeclareUntilShown(program, browser, () => page.KeepRunning("IncidentsLive"));

        AssertContent(browser, program);
    }

    [SkippableFact]
    public async Task GraphiQL_has_the_token_and_shows_the_incidents()
    {
        IdeFilesTests.SkipUnlessFetched();
        await using var program = await RunningProgram.StartAsync();
        await program.DeclareAsync("Payment gateway outage");
        using var browser = Browser.Open();

        var page = GraphiQLPage.Visit(browser, program.Address);
        page.RunUntil("\"Ada Okafor\"", "\"Payment gateway outage\"");

        Assert.Contains("as Ada Okafor", browser.Text);
        AssertContent(browser, program);
    }

    [SkippableFact]
    public async Task A_subscription_in_GraphiQL_shows_the_event_that_a_mutation_caused()
    {
        IdeFilesTests.SkipUnlessFetched();
        await using var program = await RunningProgram.StartAsync();
        using var browser = Browser.Open();

        var page = GraphiQLPage.Visit(browser, program.Address);
        await DeclareUntilShown(program, browser, () => page.KeepRunning("IncidentsLive"));

        AssertContent(browser, program);
    }

    /// <summary>The page does not tell when the server has taken the subscription up, so the first may be declared too early.</summary>
    private static async Task DeclareUntilShown(RunningProgram program, Browser browser, Action keepRunning)
    {
        var declared = 0;
        do
        {
            Assert.True(++declared <= 10, "None of the incidents was shown.");
            keepRunning();
            await program.DeclareAsync("Payment gateway outage");
        }
        while (!browser.ShowsSoon("\"Payment gateway outage\""));

        Assert.Contains("\"INCIDENT_DECLARED\"", browser.Text);
    }

    /// <summary>Everything came from this server, and its policy let everything be.</summary>
    private static void AssertContent(Browser browser, RunningProgram program)
    {
        Assert.NotEmpty(browser.Requests);
        Assert.All(browser.Requests, address => Assert.Equal(program.Address.Authority, address.Authority));
        Assert.Empty(browser.Complaints);
    }
}
