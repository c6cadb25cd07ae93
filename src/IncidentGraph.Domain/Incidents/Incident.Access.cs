using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;

namespace IncidentGraph.Domain.Incidents;

// Who takes part, and who may know of it.
public sealed partial class Incident
{
    /// <summary>Who makes it private becomes a participant, so as not to lose it.</summary>
    public IReadOnlyList<DomainError> ChangeVisibility(Act act, bool isPrivate, string reason)
    {
        var bars = Bars(act, IncidentRight.Responder);
        if (bars.Count > 0)
            return bars;
        var checks = new Checks();
        var why = checks.Required(reason, TextRules.Paragraph, "reason");
        if (isPrivate)
            checks.Add(BarFromHiding(act));
        if (checks.Failed || isPrivate == IsPrivate)
            return checks.Errors;

        Touch(act);
        IsPrivate = isPrivate;
        Record(
            act,
            new IncidentVisibilityChanged(isPrivate, why),
            $"{act.By.DisplayName} made incident {Number} {(isPrivate ? "private" : "visible to all")}: {why}");
        if (isPrivate && act.By.IsUser && !TakesPart(act.By.ActorId))
            Join(act, act.By.ActorId, act.By.DisplayName);
        return [];
    }

    public IReadOnlyList<DomainError> AddParticipant(Act act, User user)
    {
        var bars = Bars(act, IncidentRight.Responder);
        if (bars.Count > 0)
            return bars;
        if (TakesPart(user.Id))
            return [new AlreadyExistsError($"{user.DisplayName} takes part already.", ["userId"], "Nothing to do.", EntityRef.Of(nameof(User), user.Id))];
        var checks = new Checks();
        CheckActive(user, checks);
        if (checks.Failed)
            return checks.Errors;

        Touch(act);
        Join(act, user.Id, user.DisplayName);
        return [];
    }

    /// <summary>Whoever holds a role takes part: the role ends first.</summary>
    public IReadOnlyList<DomainError> RemoveParticipant(Act act, User user)
    {
        var bars = Bars(act, IncidentRight.Responder);
        if (bars.Count > 0)
            return bars;
        if (!TakesPart(user.Id))
            return [new NotFoundError($"{user.DisplayName} does not take part.", ["userId"], "Name a participant of the incident.")];
        var checks = new Checks();
        if (_roles.Exists(r => r.UserId == user.Id && r.EndedAt is null))
            checks.Invalid($"{user.DisplayName} holds a role.", "Call unassignIncidentRole first.", "userId");
        if (checks.Failed)
            return checks.Errors;

        Touch(act);
        _participants.RemoveAll(p => p.UserId == user.Id);
        Record(
            act,
            new IncidentParticipantRemoved(user.Id),
            $"{user.DisplayName} no longer takes part in incident {Number}",
            withdrawnFromId: Admits(user.Id) ? null : user.Id);
        return [];
    }

    private bool TakesPart(long userId) => _participants.Exists(p => p.UserId == userId);

    private void LetTakePart(Act act, User user)
    {
        if (!TakesPart(user.Id))
            Join(act, user.Id, user.DisplayName);
    }

    private void Join(Act act, long userId, string? name)
    {
        _participants.Add(new() { IncidentId = Id, UserId = userId, Ordinal = ++PartCount, AddedAt = act.At });
        Record(act, new IncidentParticipantAdded(userId, IsReporter: userId == ReporterId), $"{name ?? "A participant of a merged incident"} takes part in incident {Number}");
    }

    /// <summary>An API key never becomes a participant: without the scope it would hide from itself what it makes private.</summary>
    private static NotAllowedError? BarFromHiding(Act act)
        => act.IsImport || act.By.IsUser || act.By.SeesPrivate
            ? null
            : Refusal.NotAllowed("An API key without PRIVATE cannot make an incident private.", "Use a key with the scope PRIVATE.", "PRIVATE");
}
