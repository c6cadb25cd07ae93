using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Examples;

public sealed class StatusPageTests
{
    private const string PostUpdate =
        "mutation ($input: PostIncidentUpdateInput!) { postIncidentUpdate(input: $input) { update { id } errors { ... on Error { message } } } }";

    private const string Resolve =
        "mutation ($input: ResolveIncidentInput!) { resolveIncident(input: $input) { incident { status } errors { ... on Error { message } } } }";

    [SkippableFact]
    public async Task An_incident_appears_tells_what_is_known_and_goes_to_those_that_are_over()
    {
        using var browser = Browser.Open();
        await using var program = await RunningProgram.StartAsync();
        Visit(browser, program);

        var number = await program.DeclareAsync("The <b>search</b> finds <img src=x onerror=alert(1)>");
        browser.WaitFor($"{InList("open", number)}//h3[.='The <b>search</b> finds <img src=x onerror=alert(1)>']");

        await TellAsync(program, number, "We have found out why, and repair it.");
        browser.WaitFor($"{InList("open", number)}//*[.='We have found out why, and repair it.']");

        await DoAsync(program, Resolve, "resolveIncident", new { id = $"{number}" });
        browser.WaitFor("//ol[@id='past']/li[1]/h3[starts-with(.,'The <b>search</b>')]");
        Assert.False(browser.Has(InList("open", number)));
        Assert.Empty(browser.Complaints);
        Assert.All(browser.Requests, address => Assert.Equal(program.Address.Authority, address.Authority));
    }

    [SkippableFact]
    public async Task A_page_that_stays_open_while_the_server_is_away_catches_up_by_itself()
    {
        using var browser = Browser.Open();
        await using var program = await RunningProgram.StartAsync();
        Visit(browser, program);

        await program.KillAsync();
        browser.WaitForText("Reconnecting…");
        await program.ReviveAsync();
        var first = await program.DeclareAsync("Declared while the page was away, or soon after");
        browser.WaitFor(InList("open", first));

        browser.WaitForText("Live");
        var second = await program.DeclareAsync("Declared when it was back");
        browser.WaitFor(InList("open", second));
        Assert.Single(browser.Requests, address => address.AbsolutePath == "/examples/status.html");
        Assert.All(browser.Complaints, complaint => Assert.Contains("WebSocket connection to", complaint));
    }

    private static void Visit(Browser browser, RunningProgram program)
    {
        browser.Visit(new Uri(program.Address, "/examples/status.html"));
        browser.WaitFor("//*[@id='connection' and @data-state='live']");
    }

    private static string InList(string list, int number) => $"//ol[@id='{list}']/li[.//*[.='#{number}']]";

    private static Task TellAsync(RunningProgram program, int number, string body) =>
        DoAsync(program, PostUpdate, "postIncidentUpdate", new { id = $"{number}", audience = "PUBLIC", body });

    private static async Task DoAsync(RunningProgram program, string mutation, string field, object input)
    {
        var answer = await program.AskAsync("admin", mutation, new { input });

        Assert.Equal("null", answer.GetProperty(field).GetProperty("errors").GetRawText());
    }
}
