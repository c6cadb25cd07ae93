using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Domain.Postmortems;

public sealed partial class Postmortem
{
    /// <summary>Also what was done and does not stand up to verification.</summary>
    public IReadOnlyList<DomainError> StartFollowUp(Act act, Incident incident, long id)
        => Take(act, incident, id, FollowUpAction.Start, f => f.DoneAt = null, new FollowUpStarted(id), "started");

    public IReadOnlyList<DomainError> CompleteFollowUp(Act act, Incident incident, long id)
        => Take(act, incident, id, FollowUpAction.Complete, f => f.DoneAt = Later(act.At, f.CreatedAt), new FollowUpCompleted(id), "completed");

    public IReadOnlyList<DomainError> VerifyFollowUp(Act act, Incident incident, long id)
        => Take(act, incident, id, FollowUpAction.Verify, f => f.VerifiedAt = Later(act.At, f.DoneAt ?? f.CreatedAt), new FollowUpVerified(id), "verified");

    public IReadOnlyList<DomainError> DropFollowUp(Act act, Incident incident, long id, string reason)
    {
        var bars = FollowUpBars(act, incident, id, FollowUpAction.Drop);
        if (bars.Count > 0)
            return bars;
        var checks = new Checks();
        var why = checks.Required(reason, TextRules.Paragraph, "reason");
        if (checks.Failed)
            return checks.Errors;

        return Take(act, incident, id, FollowUpAction.Drop, f => (f.Reason, f.DoneAt) = (why, null), new FollowUpDropped(id, why), "dropped", why);
    }

    private IReadOnlyList<DomainError> Take(
        Act act, Incident incident, long id, FollowUpAction action, Action<FollowUp> stamp, EventPayload payload, string did, string? why = null)
    {
        var bars = FollowUpBars(act, incident, id, action);
        if (bars.Count > 0)
            return bars;

        var followUp = Find(id)!; // else it is barred
        Version++;
        followUp.Status = FollowUpLifecycle.Of(action).To;
        stamp(followUp);
        var summary = $"{act.By.DisplayName} {did} the follow-up \"{followUp.Title}\" of incident {incident.Number}";
        Tell(act, incident, payload, why is null ? summary : $"{summary}: {why}");
        return [];
    }

    private List<DomainError> FollowUpBars(Act act, Incident incident, long id, FollowUpAction action)
    {
        var bars = FollowUpBars(act, incident, id);
        return bars.Count > 0 || FollowUpLifecycle.Of(action).From.Contains(Find(id)!.Status) ? bars : [Stuck(Find(id)!)]; // else it is barred
    }

    private static TransitionError Stuck(FollowUp followUp)
    {
        var allowed = FollowUpLifecycle.From(followUp.Status);
        var remedy = allowed.Count > 0 ? $"Call one that works now: {string.Join(", ", allowed)}." : "It is finished: add another one.";
        return new($"The follow-up is {Wire.Name(followUp.Status)}.", null, remedy, Wire.Name(followUp.Status), allowed);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
