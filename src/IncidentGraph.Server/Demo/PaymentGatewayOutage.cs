using IncidentGraph.Domain;
using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Server.Demo;

/// <summary>The outage that is under way: the gateway takes no payments, its cause is known, and traffic is being moved.</summary>
internal static class PaymentGatewayOutage
{
    public const string Title = "Payment gateway outage: no card payments";

    private const string Statement = "Get a statement from the gateway's support";

    public static Script Write(Cast cast, DateTimeOffset now)
    {
        var script = new Script(cast);
        Raise(script, cast, minutes => now.AddMinutes(-minutes));
        Organise(script, cast, minutes => now.AddMinutes(-minutes));
        Investigate(script, cast, minutes => now.AddMinutes(-minutes));
        MoveTraffic(script, cast, minutes => now.AddMinutes(-minutes));
        return script;
    }

    private static void Raise(Script script, Cast cast, Func<double, DateTimeOffset> ago)
    {
        script.Declare(ago(55), Cast.Monitoring, () => new()
        {
            Title = Title,
            Summary = "Since a few minutes ago every charge at the payment gateway fails. Customers reach the last step of checkout and cannot pay.",
            Type = IncidentType.Outage,
            Source = IncidentSource.Monitoring,
            Triage = true,
            OccurredAt = ago(58),
            DetectedAt = ago(56),
            Impact = Grade.High,
            Urgency = Grade.Critical,
            Services =
            [
                script.Affected("payment-gateway", ImpactLevel.MajorOutage, "No charge succeeds"),
                script.Affected("checkout", ImpactLevel.PartialOutage, "Orders on invoice still go through"),
            ],
            Symptoms = ["98 % of charges fail", "Checkout's error rate is 41 % (alert at 2 %)", "Charges take 30 s and time out"],
            ErrorMessages =
            [
                "POST /v1/charges: 503 Service Unavailable (upstream connect error)",
                "PaymentDeclined: gateway_timeout after 30000 ms",
            ],
            CustomerImpact = "About 2,300 customers a minute cannot pay by card or wallet.",
        });
        script.Acknowledge(ago(53), cast.Of("ravi.patel"));
        script.Note(ago(52), cast.Of("ravi.patel"), "Not us: the gateway's own health endpoint answers 503 from three of our regions.");
        script.Accept(ago(51), cast.Of("ravi.patel"));
    }

    private static void Organise(Script script, Cast cast, Func<double, DateTimeOffset> ago)
    {
        var ravi = cast.Of("ravi.patel");
        script.Describe(ago(50), ravi, new()
        {
            WarRoomUrl = "https://meet.xyz.example/war-room-payments",
            Channels = Change.To<IReadOnlyList<Channel>?>(
            [
                new("chat", "#inc-payment-gateway", "https://chat.xyz.example/inc-payment-gateway", 1),
                new("call", "War room", "https://meet.xyz.example/war-room-payments", 2),
                new("phone", "Gateway's incident line, contract 4417", null, 3),
            ]),
        });
        script.Assign(ago(49), ravi, IncidentRole.Commander, "ravi.patel", "On call for payments.");
        script.Assign(ago(48), ravi, IncidentRole.CommunicationsLead, "paula.mendes");
        script.Assign(ago(48), ravi, IncidentRole.Scribe, "grace.kimani");
        script.Assign(ago(47), ravi, IncidentRole.SubjectMatterExpert, "leila.haddad", "Wrote our side of the gateway.");
        script.Plan(ago(47), ravi, Statement, "leila.haddad", isRequired: true, ago(32));
        script.Plan(ago(47), ravi, "Collect the orders that were lost, for vouchers", "paula.mendes", isRequired: false, ago(-180));
        script.Tell(ago(46), ravi, Audience.Internal,
            "All card and wallet payments fail at the gateway. Orders on invoice work. War room is open; Leila is on the line with the gateway's support.");
        script.Tell(ago(43), cast.Paula, Audience.Public,
            "We are having trouble taking card and wallet payments. Your cart is safe. We are on it and will tell you more within 30 minutes.");
        script.Tell(ago(41), cast.Paula, Audience.Executive,
            "Sev-1: our payment provider has been down since shortly before we noticed. We lose about 70 % of orders while it lasts. Ravi Patel commands; next update in 20 minutes.");
    }

    private static void Investigate(Script script, Cast cast, Func<double, DateTimeOffset> ago)
    {
        var (grace, leila) = (cast.Of("grace.kimani"), cast.Of("leila.haddad"));
        script.Note(ago(38), grace, "Ruled out: our last release (rolled back on one node, no change), DNS, expired certificates.");
        script.Hurt(ago(36), cast.Of("tomas.herrera"), "returns", ImpactLevel.Degraded, "Refunds wait in the queue");
        script.Finish(ago(34), leila, Statement, "Their EU region is down; they cannot say for how long.");
        script.Tell(ago(33), leila, Audience.Internal,
            "The gateway confirms an outage in its EU region. No estimate yet. Our contract gives us a second acquirer that we last tried in spring.");
        script.Identify(ago(27), leila,
            "The gateway's EU region lost its primary database and the failover did not complete; every charge waits for it and times out.");
        script.Blame(ago(26), leila, FactorCategory.ExternalService, "payment-gateway", "The provider's failover to its second database did not complete.");
        script.Why(ago(25.5), grace, "Customers cannot pay because every charge waits for the gateway until it times out.");
        script.Why(ago(25), grace, "Nothing takes its place by itself: the switch to the second acquirer is made by hand.");
        script.Tell(ago(24), cast.Paula, Audience.Executive,
            "Cause known: a failed database failover at the provider, nothing on our side. Plan: move payments to our second acquirer, step by step. First step in 10 minutes.");
    }

    private static void MoveTraffic(Script script, Cast cast, Func<double, DateTimeOffset> ago)
    {
        var (ravi, grace) = (cast.Of("ravi.patel"), cast.Of("grace.kimani"));
        script.Assign(ago(22), ravi, IncidentRole.Responder, "jonas.weber", "Moves traffic to the second acquirer.");
        script.Plan(ago(22), ravi, "Send all charges to the second acquirer", "jonas.weber", isRequired: true, ago(-15));
        script.Note(ago(18), cast.Of("jonas.weber"), "Second acquirer: credentials are valid, a test charge of 1.00 EUR went through.");
        script.Tell(ago(14), cast.Paula, Audience.Public,
            "We know why card payments fail and are switching to another provider. Some payments already work; please try again in a few minutes.");
        script.Note(ago(11), grace, "5 % of charges go to the second acquirer; 97 % of them succeed.");
        script.Tell(ago(6), ravi, Audience.Internal,
            "25 % of charges go to the second acquirer, success rate 97 %. Next steps: 50 %, then all. We call it mitigated when checkout's error rate stays under 2 % for ten minutes.");
    }
}
