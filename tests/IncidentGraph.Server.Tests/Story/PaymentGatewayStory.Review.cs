using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Story;

// What was learnt, and what came of it.
internal sealed partial class PaymentGatewayStory
{
    private const string Postmortem = Colleague.Incident; // its key is the incident's number

    /// <summary>The same evening the causes are written down; the next morning, within 24 hours, the review is held and published.</summary>
    public async Task Review()
    {
        await Pass(120);
        await RecordCauses();
        await _commander.Do("startPostmortem", new { incidentId = Colleague.Incident, ownerId = "leila" });
        await _commander.CannotYet("closeIncident", new { id = Colleague.Incident }, "GuardUnmetError");
        await Write();
        await Pass(14 * 60);
        await _responder.Do("submitPostmortem", new { id = Postmortem });
        await Pass(60);
        await _commander.Do("returnPostmortem", new { id = Postmortem, reason = "Say what the slow orders query had to do with it." });
        await _responder.Do("updatePostmortem", new
        {
            id = Postmortem,
            lessons = new[]
            {
                "A second acquirer is worth its price only if the switch is tried every month.",
                "When payments came back, a slow query in the orders database kept checkout at 60 % for ten minutes.",
            },
        });
        await FollowUp();
        await _responder.Do("submitPostmortem", new { id = Postmortem });
        await Pass(30);
        await _commander.Do("approvePostmortem", new { id = Postmortem });
        await _commander.Do("publishPostmortem", new { id = Postmortem });
    }

    /// <summary>The postmortem is published and its follow-ups have owners, so the incident may be closed.</summary>
    public async Task Close()
    {
        await Pass(5);
        await _commander.Do("closeIncident", new { id = Colleague.Incident });
        await Pass(1);
    }

    private async Task RecordCauses()
    {
        await _responder.Do("recordContributingFactor", new
        {
            id = Colleague.Incident,
            category = "EXTERNAL_SERVICE",
            description = "The provider's failover did not complete.",
            serviceId = "payment-gateway",
            links = new[] { new { label = "Provider's status page", url = "https://status.gateway.example/incidents/77" } },
        });
        await _responder.Do("recordContributingFactor", new
        {
            id = Colleague.Incident,
            category = "CAPACITY",
            description = "A query without an index held the orders database back when payments returned.",
            serviceId = "orders-database",
        });
        var first = await Why("Customers could not pay because every charge timed out.", null);
        var second = await Why("Charges timed out because we know only one provider until somebody switches by hand.", first);
        await Why("Nobody switched sooner because the switch was last tried in spring.", second);
        await Why("The contract asks for no faster failover than four hours.", second);
    }

    private async Task<string> Why(string answer, string? parentId) =>
        (await _responder.Do("recordWhy", new { id = Colleague.Incident, parentId, answer }, "why { id }")).GetProperty("why").Text("id");

    private async Task Write()
    {
        var timeline = await Timeline();
        await _responder.Do("updatePostmortem", new
        {
            id = Postmortem,
            participantIds = new[] { "ravi", "leila" },
            summary = "For 72 minutes no card payment went through our payment provider; for 27 of them customers could not pay at all.",
            customerImpact = "About 62,000 checkouts failed. Orders on invoice were not affected.",
            rootCause = "The provider's EU region lost its primary database and did not fail over; we had no automatic way around it.",
            whatWorked = new[] { "The alert fired a minute before the first complaint.", "The second acquirer took all traffic at once." },
            whatDidNotWork = new[] { "The switch was made by hand and took 12 minutes.", "Checkout was slow for ten minutes after payments came back." },
            whereWeGotLucky = new[] { "It was a Monday morning, not a Friday evening." },
            lessons = new[] { "A second acquirer is worth its price only if the switch is tried every month." },
            faultTree = new object[]
            {
                new { key = "top", gate = "AND", text = "Customers cannot pay" },
                new { key = "gateway", parentKey = "top", gate = "CAUSE", text = "The gateway answers no charge", serviceId = "payment-gateway" },
                new { key = "switch", parentKey = "top", gate = "OR", text = "Nothing takes its place" },
                new { key = "manual", parentKey = "switch", gate = "CAUSE", text = "The switch is made by hand", serviceId = "checkout" },
                new { key = "untested", parentKey = "switch", gate = "CAUSE", text = "The switch had not been tried for months" },
            },
            timeline = timeline
                .Where(e => e.Text("type") is "INCIDENT_DECLARED" or "INCIDENT_IDENTIFIED" or "INCIDENT_MITIGATED" or "INCIDENT_RESOLVED")
                .Select(e => new { eventId = e.Text("id"), annotation = Annotation(e.Text("type")) }),
            reviewMeeting = new { at = Now.AddHours(14), url = "https://meet.xyz.example/review-1" },
        });
    }

    private static string? Annotation(string type) => type switch
    {
        "INCIDENT_DECLARED" => "Four minutes after the first failed charge.",
        "INCIDENT_MITIGATED" => "From here on customers could pay.",
        _ => null,
    };

    private async Task FollowUp()
    {
        await _commander.Do("addFollowUp", new
        {
            postmortemId = Postmortem,
            title = "Better database indexing",
            description = "Index the orders by customer and day, and have slow queries reported weekly.",
            priority = "HIGH",
            ownerId = "leila",
            dueAt = Now.AddDays(14),
            ticketUrl = "https://tickets.xyz.example/PAY-311",
        });
        await _commander.Do("addFollowUp", new
        {
            postmortemId = Postmortem,
            title = "Stricter SLAs with third parties",
            description = "Agree on failover within 15 minutes, with a penalty, and on a joint drill each quarter.",
            priority = "MEDIUM",
            ownerId = "ravi",
            dueAt = Now.AddDays(60),
        });
    }
}
