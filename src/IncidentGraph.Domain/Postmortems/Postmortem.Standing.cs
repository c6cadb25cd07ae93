using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;

namespace IncidentGraph.Domain.Postmortems;

// Who may act, and whether the present state lets them: the same answers as the transitions shown beforehand.
public sealed partial class Postmortem
{
    public PostmortemStanding Standing(Incident incident) => new()
    {
        Status = Status,
        IncidentStatus = incident.Status,
        OwnerId = OwnerId,
        CommanderId = incident.CommanderId,
        SubmittedById = SubmittedById,
        HasTimeline = _timeline.Count > 0,
        HasCause = RootCause is not null || FaultTree.Count > 0 || incident.WhyCount > 0,
        HasSummary = Summary is not null,
        HasCustomerImpact = CustomerImpact is not null,
        HasRootCause = RootCause is not null,
        HasLesson = Lessons.Count > 0,
        UnownedFollowUps = UnownedFollowUps,
        UnfinishedFollowUps = _followUps.Count(f => !f.IsFinished),
    };

    internal int UnownedFollowUps => _followUps.Count(f => !f.IsFinished && f.OwnerId is null);

    private static EntityRef Ref(long id) => EntityRef.Of(nameof(Postmortem), id);

    private static string Of(Incident incident) => $"the postmortem of incident {incident.Number}";

    private static NotAllowedError NotAllowed(PostmortemRight right, Caller caller)
    {
        var blocker = PostmortemTransitions.Missing(right, caller);
        string[] anyOf = blocker.Code switch
        {
            "NEEDS_RESPONDER" => ["RESPONDER"],
            "NEEDS_ANOTHER" => ["ADMIN"],
            _ => ["OWNER", "COMMANDER", "ADMIN"],
        };
        return Refusal.NotAllowed(blocker.Message, blocker.Remedy, anyOf);
    }

    private List<DomainError> Bars(Act act, Incident incident, PostmortemAction action)
    {
        var step = PostmortemLifecycle.Of(action);
        var bars = Bars(act, incident, step.Who);
        if (bars.Count > 0)
            return bars;

        var blockers = PostmortemTransitions.Of(step, Standing(incident), act.By).Blockers;
        if (blockers.FirstOrDefault(b => b.Kind == BlockerKind.Status) is { } status)
            return [Stuck(act, incident, status.Message)];
        var guards = blockers.Where(b => b.Kind == BlockerKind.Guard).ToList();
        return act.IsImport || guards.Count == 0 ? [] : [Refusal.Unmet(guards)];
    }

    private List<DomainError> Bars(Act act, Incident incident, PostmortemRight right)
    {
        if (act.IsImport)
            return [];
        if (!incident.IsVisibleTo(act.By))
            return [Refusal.NotFound("postmortem", "id")];
        return PostmortemTransitions.Holds(right, Standing(incident), act.By) ? [] : [NotAllowed(right, act.By)];
    }

    private TransitionError Stuck(Act act, Incident incident, string message, string? remedy = null)
    {
        var allowed = PostmortemTransitions.For(Standing(incident), act.By).Where(t => t.IsAllowed).Select(t => t.Mutation).ToList();
        remedy ??= allowed.Count > 0
            ? $"Call one that works now: {string.Join(", ", allowed)}."
            : "No action of the lifecycle is open to you now.";
        return new(message, null, remedy, Wire.Name(Status), allowed);
    }

    /// <summary>Its events stand in the incident's timeline, with the incident's facts and its own version.</summary>
    private void Tell(Act act, Incident incident, EventPayload payload, string summary, DateTimeOffset? at = null)
    {
        incident.Follow(this);
        incident.Tell(act, payload, summary, Version, at);
    }

    /// <summary>Whoever is named must be able to see a private incident; to be named does not make them a participant.</summary>
    private static void CheckPerson(Act act, Incident incident, User user, Checks checks, params IReadOnlyList<string> field)
    {
        if (!user.IsActive)
            checks.Invalid($"{user.DisplayName} is not active.", "Name an active user.", field);
        else if (!incident.Admits(user.Id) && user.Id != act.By.ActorId && !act.IsImport)
            checks.Invalid($"{user.DisplayName} does not take part in the private incident.", "Call addIncidentParticipant first.", field);
    }

    private static void CheckOwner(Act act, Incident incident, User? owner, Checks checks)
    {
        if (owner is not null)
            CheckPerson(act, incident, owner, checks, "ownerId");
    }
}
