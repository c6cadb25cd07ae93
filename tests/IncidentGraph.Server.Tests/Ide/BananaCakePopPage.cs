using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Ide;

/// <summary>Banana Cake Pop as a person uses it: a document that opens with the example operations, one of which is chosen and run.</summary>
internal sealed class BananaCakePopPage(Browser browser)
{
    private const string OperationMenu =
        "//button[starts-with(@aria-label,'Query: ') or starts-with(@aria-label,'Mutation: ') or starts-with(@aria-label,'Subscription: ')]";

    private const string RunButton = "//button[starts-with(@aria-label,'Run Operation')]";

    /// <summary>Comes as a visitor of the endpoint does, and waits until the IDE knows the schema.</summary>
    public static BananaCakePopPage Visit(Browser browser, Uri server)
    {
        browser.Visit(new Uri(server, "/graphql"));
        browser.Click("//*[normalize-space(text())='Create Document']");
        browser.WaitForText("Schema available");
        return new BananaCakePopPage(browser);
    }

    /// <summary>Runs the operation that a new document starts with, until the response holds these texts.</summary>
    public void RunUntil(params string[] texts) => browser.ClickUntil(RunButton, texts);

    /// <summary>
    /// Chooses one of the document's operations by its name and runs it, unless that has been done and lasts. The page drops a click, or
    /// shows its effect late, while it is busy; so each step is chosen by what the page shows now, until it shows the operation running.
    /// </summary>
    public void KeepRunning(string operation)
    {
        var name = $"[normalize-space(.)='{operation}']";
        browser.ActUntilDone($"{operation} to run", () =>
        {
            var isMenuOpen = browser.Has("//*[@role='menu']");
            var isChosen = browser.Has($"//button{name}");
            var isRunning = browser.Has("//button[starts-with(@aria-label,'Cancel Operation')]");
            return (isMenuOpen, isChosen, isRunning) switch
            {
                (true, true, _) => browser.PressEscape,
                (true, false, _) => () => browser.ClickNow($"//*[@role='menuitem']{name}"),
                (_, false, _) => () => browser.ClickNow(OperationMenu),
                (_, _, false) => () => browser.ClickNow(RunButton),
                _ => null,
            };
        });
    }
}
