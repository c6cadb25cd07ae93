using System.Text.Json;

namespace IncidentGraph.Server.Tests.Story;

// What a reader finds afterwards.
internal sealed partial class PaymentGatewayStory
{
    private const string GraphQuery = """
        query {
          incident(number: 1) {
            number title summary status type source isOpen impact urgency severity { level name } suggestedSeverity { level }
            occurredAt detectedAt declaredAt acknowledgedAt acceptedAt identifiedAt mitigatedAt resolvedAt closedAt
            symptoms errorMessages customerImpact warRoomUrl channels { kind name url priority }
            reporter { displayName } commander { handle }
            roles(includeEnded: true) { role user { handle } handoverNote }
            participants { nodes { handle } }
            services { edges { node { key status } current worst since until } }
            serviceImpacts { nodes { service { key } level startedAt endedAt } }
            updates { nodes { audience status body author { displayName } postedAt } }
            tasks { nodes { title status isRequired assignee { handle } dueAt result completedAt } }
            contributingFactors { nodes { category description service { key } links { label url } } }
            whys { nodes { answer parent { answer } } }
            postmortem {
              status owner { handle } dueAt isOverdue participants { nodes { handle } }
              summary customerImpact rootCause whatWorked whatDidNotWork whereWeGotLucky lessons
              faultTree { key parentKey gate text service { key } }
              timeline { nodes { annotation event { summary } } }
              reviewMeeting { at url } submittedAt approvedAt publishedAt
            }
            followUps { nodes { title description status priority owner { handle } dueAt isOverdue ticketUrl } }
            availableTransitions { action isAllowed }
          }
        }
        """;

    private const string TimelineQuery = "{ incident(number: 1) { timeline(first: 100) { nodes { id type occurredAt audience summary } } } }";

    public async Task<JsonElement> Graph() => (await _commander.Ask(GraphQuery)).GetProperty("incident");

    public async Task<IReadOnlyList<JsonElement>> Timeline() =>
        [.. (await _commander.Ask(TimelineQuery)).GetProperty("incident").GetProperty("timeline").GetProperty("nodes").EnumerateArray()];
}
