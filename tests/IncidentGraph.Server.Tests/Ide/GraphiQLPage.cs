using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Ide;

/// <summary>GraphiQL as a person uses it: each example operation has a tab, which is chosen and run.</summary>
internal sealed class GraphiQLPage(Browser browser)
{
    private const string RunButton = "//button[starts-with(@aria-label,'Execute query')]";

    public static GraphiQLPage Visit(Browser browser, Uri server)
    {
        browser.Visit(new Uri(server, "/graphql/graphiql/"));
        return new GraphiQLPage(browser);
    }

    /// <summary>Runs the operation of the first tab, until the response holds these texts.</summary>
    public void RunUntil(params string[] texts) => browser.ClickUntil(RunButton, texts);

    /// <summary>Chooses a tab by its operation's name and runs it, unless that has been done and lasts.</summary>
    public void KeepRunning(string operation) => browser.ActUntilDone($"{operation} to run", () =>
    {
        var tab = $"//*[@role='tab'][button[@title='{operation}']]";
        var isChosen = browser.Has($"{tab}[@aria-selected='true']");
        var isRunning = browser.Has("//button[starts-with(@aria-label,'Stop query')]");
        return (isChosen, isRunning) switch
        {
            (false, _) => () => browser.ClickNow($"{tab}/button[@title]"),
            (_, false) => () => browser.ClickNow(RunButton),
            _ => null,
        };
    });
}
