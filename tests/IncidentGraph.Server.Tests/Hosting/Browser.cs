using System.Text.Json;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using OpenQA.Selenium.Interactions;
using OpenQA.Selenium.Support.UI;

namespace IncidentGraph.Server.Tests.Hosting;

/// <summary>A real Chromium without a window.</summary>
internal sealed class Browser : IDisposable
{
    private const string Program = "/usr/bin/chromium";
    private const string Driver = "/usr/bin/chromedriver";
    private const string NetworkLog = "performance"; // its name at ChromeDriver

    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--window-size=1400,900",
    ];

    private readonly ChromeDriverService _service;
    private readonly ChromeDriver _driver;

    private Browser(ChromeDriverService service, ChromeDriver driver)
    {
        _service = service;
        _driver = driver;
    }

    /// <summary>What the page complained about since it was last asked: scripts that failed, requests that did, policies broken.</summary>
    public IReadOnlyList<string> Complaints =>
        [.. _driver.Manage().Logs.GetLog(LogType.Browser).Where(entry => entry.Level >= LogLevel.Warning).Select(entry => entry.Message)];

    /// <summary>Where the page sent requests and opened sockets since it was last asked.</summary>
    public IReadOnlyList<Uri> Requests =>
        [.. _driver.Manage().Logs.GetLog(NetworkLog).Select(entry => AddressOf(entry.Message)).OfType<Uri>()];

    public string Url => _driver.Url;

    public string Text => (string)_driver.ExecuteScript("return document.body.innerText.replaceAll('\\u00a0', ' ')")!;

    /// <summary>Skips the test, with the reason, where there is no Chromium.</summary>
    public static Browser Open()
    {
        Skip.IfNot(File.Exists(Program) && File.Exists(Driver), $"{Program} and {Driver} are not installed.");
        var options = new ChromeOptions { BinaryLocation = Program };
        options.AddArguments(Flags);
        options.SetLoggingPreference(LogType.Browser, LogLevel.All);
        options.SetLoggingPreference(NetworkLog, LogLevel.All);
        var service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(Driver), Path.GetFileName(Driver));
        service.SuppressInitialDiagnosticInformation = true;
        return new Browser(service, new ChromeDriver(service, options));
    }

    public void Visit(Uri address) => _driver.Navigate().GoToUrl(address);

    public void Click(string xpath) => Until(() =>
    {
        _driver.FindElement(By.XPath(xpath)).Click();
        return true;
    }, $"{xpath} to be clicked");

    /// <summary>Clicks until all of these texts are there: a page that is busy with something else drops a click, or what it led to.</summary>
    public void ClickUntil(string xpath, IReadOnlyList<string> texts) => Until(() =>
    {
        if (AreThere())
            return true;
        _driver.FindElement(By.XPath(xpath)).Click();
        return Soon(AreThere);

        bool AreThere()
        {
            var shown = Text;
            return texts.All(text => shown.Contains(text, StringComparison.Ordinal));
        }
    }, $"{string.Join(", ", texts)} after a click on {xpath}");

    /// <summary>Does what the page's present state asks for next, over and over, until it asks for nothing.</summary>
    public void ActUntilDone(string what, Func<Action?> next) => Until(() =>
    {
        var action = next();
        action?.Invoke();
        return action is null;
    }, what);

    /// <summary>Clicks what is there now, without waiting for it.</summary>
    public void ClickNow(string xpath) => _driver.FindElement(By.XPath(xpath)).Click();

    public void PressEscape() => new Actions(_driver).SendKeys(Keys.Escape).Perform();

    public bool Has(string xpath) => _driver.FindElements(By.XPath(xpath)).Count > 0;

    public void WaitFor(string xpath) => Until(() => Has(xpath), $"{xpath} to appear");

    public void WaitForText(string text) => Until(() => Text.Contains(text, StringComparison.Ordinal), $"\"{text}\" to appear");

    public bool ShowsSoon(string text) => Soon(() => Text.Contains(text, StringComparison.Ordinal));

    public void SaveScreenshot(string path) => _driver.GetScreenshot().SaveAsFile(path);

    public void Dispose()
    {
        _driver.Quit();
        _driver.Dispose();
        _service.Dispose();
    }

    private static Uri? AddressOf(string logged)
    {
        using var entry = JsonDocument.Parse(logged);
        var message = entry.RootElement.GetProperty("message");
        var sent = message.GetProperty("params");
        var address = message.GetProperty("method").GetString() switch
        {
            "Network.requestWillBeSent" => new Uri(sent.GetProperty("request").GetProperty("url").GetString()!), // the protocol says string
            "Network.webSocketCreated" => new Uri(sent.GetProperty("url").GetString()!),
            _ => null,
        };
        return address?.Scheme == "data" ? null : address;
    }

    private bool Soon(Func<bool> condition)
    {
        try
        {
            return new WebDriverWait(_driver, TimeSpan.FromSeconds(3)).Until(_ => condition());
        }
        catch (WebDriverTimeoutException)
        {
            return false;
        }
    }

    private void Until(Func<bool> condition, string what)
    {
        var wait = new WebDriverWait(_driver, TimeSpan.FromSeconds(60));
        wait.IgnoreExceptionTypes(typeof(WebDriverException));
        try
        {
            wait.Until(_ => condition());
        }
        catch (WebDriverTimeoutException)
        {
            var picture = Path.Combine(AppContext.BaseDirectory, "browser.png");
            SaveScreenshot(picture);
            Assert.Fail($"Waited in vain for {what}; see {picture}. Complaints: {string.Join('\n', Complaints)}");
        }
    }
}
