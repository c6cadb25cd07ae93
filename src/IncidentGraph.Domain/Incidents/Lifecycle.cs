using static IncidentGraph.Domain.Incidents.IncidentAction;
using static IncidentGraph.Domain.Incidents.IncidentRight;
using static IncidentGraph.Domain.Incidents.IncidentStatus;

namespace IncidentGraph.Domain.Incidents;

/// <summary>
/// The lifecycle as a table. Commands, available transitions and documentation read the same rows. Forward skips are
/// allowed except out of TRIAGE, which is left by accepting or declining (or by merging or cancelling).
/// </summary>
public static class Lifecycle
{
    private static readonly IncidentStatus[] Open = [Triage, Investigating, Identified, Mitigated];

    public static IReadOnlyList<LifecycleStep> Steps { get; } =
    [
        new(IncidentAction.Acknowledge, Open, null, Responder, "acknowledgeIncident", [], [LifecycleGuard.NotAcknowledged]),
        new(Accept, [Triage], Investigating, Responder, "acceptIncident", [], [LifecycleGuard.SeverityKnown]),
        new(Decline, [Triage], Declined, Responder, "declineIncident", ["reason"], []),
        new(Identify, [Investigating], Identified, Responder, "identifyIncident", ["suspectedCause"], []),
        new(Mitigate, [Investigating, Identified], Mitigated, Responder, "mitigateIncident", ["note"], []),
        new(Resolve, [Investigating, Identified, Mitigated], Resolved, Resolver, "resolveIncident", [], [LifecycleGuard.CommanderAssigned]),
        new(Close, [Resolved], Closed, Commander, "closeIncident", [], [LifecycleGuard.PostmortemDone, LifecycleGuard.FollowUpsOwned]),
        new(Reopen, [Mitigated, Resolved, Closed], Investigating, Responder, "reopenIncident", ["reason"], []),
        new(Merge, Open, Merged, Commander, "mergeIncident", ["intoId"], []),
        new(Cancel, Open, Canceled, Commander, "cancelIncident", ["reason"], []),
    ];

    public static LifecycleStep Of(IncidentAction action) => Steps[(int)action];

    public static bool IsOpen(IncidentStatus status) => Open.Contains(status);
}
