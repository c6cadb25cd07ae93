using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Domain.Postmortems;

// The way forward, and back to the author.
public sealed partial class Postmortem
{
    public IReadOnlyList<DomainError> Submit(Act act, Incident incident)
    {
        var bars = Bars(act, incident, PostmortemAction.Submit);
        if (bars.Count > 0)
            return bars;

        (SubmittedAt, SubmittedById) = (NextStamp(act), act.By.ActorId);
        Move(act, incident, PostmortemAction.Submit, new PostmortemSubmitted(Id), "submitted {0} for review");
        return [];
    }

    /// <summary>Back to DRAFT: the later stamps are cleared, the log keeps them. What happened to the incident since then counts again.</summary>
    public IReadOnlyList<DomainError> Return(Act act, Incident incident, SeverityCatalog severities, string reason)
    {
        var bars = Bars(act, incident, PostmortemAction.Return);
        if (bars.Count > 0)
            return bars;
        var checks = new Checks();
        var why = checks.Required(reason, TextRules.Paragraph, "reason");
        if (checks.Failed)
            return checks.Errors;

        (SubmittedAt, SubmittedById, ApprovedAt, PublishedAt, ClosedAt) = (null, null, null, null, null);
        Move(act, incident, PostmortemAction.Return, new PostmortemReturned(Id, why), "returned {0}", why);
        if (IsToMove(act, incident, severities))
            MoveDue(act, incident, severities);
        return [];
    }

    public IReadOnlyList<DomainError> Approve(Act act, Incident incident)
    {
        var bars = Bars(act, incident, PostmortemAction.Approve);
        if (bars.Count > 0)
            return bars;

        ApprovedAt = NextStamp(act);
        Move(act, incident, PostmortemAction.Approve, new PostmortemApproved(Id), "approved {0}");
        return [];
    }

    public IReadOnlyList<DomainError> Publish(Act act, Incident incident)
    {
        var bars = Bars(act, incident, PostmortemAction.Publish);
        if (bars.Count > 0)
            return bars;

        PublishedAt = NextStamp(act);
        Move(act, incident, PostmortemAction.Publish, new PostmortemPublished(Id), "published {0}");
        return [];
    }

    /// <summary>Nothing is left to learn from it: every follow-up is verified or dropped.</summary>
    public IReadOnlyList<DomainError> Close(Act act, Incident incident)
    {
        var bars = Bars(act, incident, PostmortemAction.Close);
        if (bars.Count > 0)
            return bars;

        ClosedAt = NextStamp(act);
        Move(act, incident, PostmortemAction.Close, new PostmortemClosed(Id), "closed {0}");
        return [];
    }

    private void Move(Act act, Incident incident, PostmortemAction action, EventPayload payload, string did, string? why = null)
    {
        Version++;
        Status = PostmortemLifecycle.Of(action).To;
        var summary = $"{act.By.DisplayName} {string.Format(null, did, Of(incident))}";
        Tell(act, incident, payload, why is null ? summary : $"{summary}: {why}");
    }

    /// <summary>Clocks of several nodes differ a little: no stamp precedes the one before it.</summary>
    private DateTimeOffset NextStamp(Act act)
        => new[] { act.At, StartedAt, SubmittedAt, ApprovedAt, PublishedAt }.Max()!.Value; // the first two are never null
}
