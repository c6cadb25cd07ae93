using IncidentGraph.Server.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace IncidentGraph.Server.Tests.Story;

/// <summary>The chapters of the outage, from the first alert to the resolution. Time passes only between the lines.</summary>
internal sealed partial class PaymentGatewayStory
{
    private readonly FakeTimeProvider _clock;
    private readonly StatusWatcher _watcher;
    private readonly Colleague _commander;
    private readonly Colleague _responder;
    private readonly Dictionary<string, string> _tasks = new(StringComparer.Ordinal);

    private PaymentGatewayStory(TestServer server, FakeTimeProvider clock, StatusWatcher watcher)
    {
        _watcher = watcher;
        _clock = clock;
        _commander = Colleague.Of(server, "Ravi Patel", Persona.Publisher);
        _responder = Colleague.Of(server, "Leila Haddad", Persona.Responder);
    }

    public DateTimeOffset DeclaredAt { get; private set; }

    private DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>The people have signed in, the services are registered; nothing has happened yet.</summary>
    public static async Task<PaymentGatewayStory> Prepare(TestServer server, FakeTimeProvider clock, StatusWatcher watcher)
    {
        var story = new PaymentGatewayStory(server, clock, watcher);
        await story._commander.Join();
        await story._responder.Join();
        await Landscape.Register(Colleague.Of(server, "Ada Okafor", Persona.Admin));
        return story;
    }

    /// <summary>An alert is looked at, and from impact and urgency becomes a Sev-1.</summary>
    public async Task Triage()
    {
        DeclaredAt = Now;
        await _responder.Do("declareIncident", new
        {
            title = "Payment gateway outage: no card payments",
            summary = "Every charge at the payment gateway fails. Customers reach the last step of checkout and cannot pay.",
            type = "OUTAGE",
            source = "MONITORING",
            triage = true,
            occurredAt = Now.AddMinutes(-4),
            detectedAt = Now.AddMinutes(-1),
            impact = "HIGH",
            urgency = "CRITICAL",
            services = new[] { new { serviceId = "payment-gateway", level = "MAJOR_OUTAGE" }, new { serviceId = "checkout", level = "PARTIAL_OUTAGE" } },
            symptoms = new[] { "98 % of charges fail", "Checkout's error rate is 41 % (alert at 2 %)" },
            errorMessages = new[] { "POST /v1/charges: 503 Service Unavailable" },
            customerImpact = "About 2,300 customers a minute cannot pay by card.",
        });
        await Pass(2);
        await _responder.Do("acknowledgeIncident", new { id = Colleague.Incident });
        await _responder.Note("Not us: the gateway's own health endpoint answers 503.");
        await _responder.CannotYet("resolveIncident", new { id = Colleague.Incident }, "TransitionError");
        await Pass(1);
        await _responder.Do("acceptIncident", new { id = Colleague.Incident });
    }

    /// <summary>A war room, a commander, and tasks for everybody.</summary>
    public async Task Organise()
    {
        await Pass(1);
        await _responder.Do("updateIncident", new
        {
            id = Colleague.Incident,
            warRoomUrl = "https://meet.xyz.example/war-room-payments",
            channels = new[] { new { kind = "chat", name = "#inc-payment-gateway", url = "https://chat.xyz.example/inc-1", priority = 1 } },
        });
        await _responder.Assign("COMMANDER", "ravi", "You are on call for payments.");
        await Pass(1);
        await _commander.Assign("SUBJECT_MATTER_EXPERT", "leila");
        await _commander.Assign("COMMUNICATIONS_LEAD", "ravi");
        _tasks["reroute"] = await _commander.Delegate("Send charges to the second acquirer", "leila", isRequired: true, Now.AddMinutes(30));
        _tasks["support"] = await _commander.Delegate("Get a statement from the gateway's support", "ravi", isRequired: true, Now.AddMinutes(15));
        _tasks["vouchers"] = await _commander.Delegate("Prepare vouchers for lost orders", "ravi", isRequired: false, Now.AddHours(4));
    }

    /// <summary>While the responder looks for the cause, the commander tells everybody who waits.</summary>
    public async Task Investigate()
    {
        await Pass(5);
        await Task.WhenAll(
            _responder.Note("Ruled out: our last release, DNS, expired certificates.", Now.AddMinutes(-1)),
            _commander.Tell("EXECUTIVE", "Sev-1: our payment provider is down. We lose about 70 % of orders while it lasts. Next word in 20 minutes."));
        await Pass(1);
        await _commander.Tell("PUBLIC", "We are having trouble taking card payments. Your cart is safe. More within 30 minutes.");
        await Pass(4);
        await _commander.Complete(_tasks["support"], "Their EU region is down; no estimate.");
        await _responder.Do("identifyIncident", new
        {
            id = Colleague.Incident,
            suspectedCause = "The gateway's EU region lost its primary database, and every charge waits for it.",
        });
        await _commander.CannotYet("resolveIncident", new { id = Colleague.Incident }, "GuardUnmetError");
    }

    /// <summary>Traffic is rerouted before anything is repaired.</summary>
    public async Task Mitigate()
    {
        await Pass(12);
        await _responder.Complete(_tasks["reroute"], "All charges go to the second acquirer; 97 % succeed.");
        await _responder.Do("mitigateIncident", new
        {
            id = Colleague.Incident,
            note = "Traffic is rerouted to the second acquirer.",
            services = new object[] { new { serviceId = "checkout", level = (string?)null }, new { serviceId = "payment-gateway", level = "DEGRADED" } },
        });
        await Pass(1);
        await Task.WhenAll(
            _commander.Tell("EXECUTIVE", "Payments work again through our second acquirer since a minute ago. The provider still repairs its own."),
            _responder.Note("Checkout's error rate is back at 0.4 %.", Now.AddSeconds(-20)));
    }

    /// <summary>The provider has repaired its region; only the commander may say that it is over.</summary>
    public async Task Resolve()
    {
        await Pass(45);
        await _commander.Complete(_tasks["vouchers"], "Marketing does it on its own.", "WAIVED");
        await _responder.CannotYet("resolveIncident", new { id = Colleague.Incident }, "NotAllowedError");
        await _commander.Do("resolveIncident", new
        {
            id = Colleague.Incident,
            resolution = "The gateway's EU region is repaired; charges go there again, and all succeed.",
        });
        await _commander.Tell("PUBLIC", "Card payments work as usual again. We are sorry for the trouble.");
    }

    /// <summary>Not before the watcher has seen what happened until now: what runs must not find that hours have passed.</summary>
    private async Task Pass(double minutes)
    {
        await _watcher.CatchUp((await _commander.Ask("{ eventCursor }")).Text("eventCursor"));
        _clock.Advance(TimeSpan.FromMinutes(minutes));
    }
}
