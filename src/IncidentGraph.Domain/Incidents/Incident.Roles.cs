using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;

namespace IncidentGraph.Domain.Incidents;

// Roles are held for a time. There is at most one commander; other roles may be held by several people.
public sealed partial class Incident
{
    /// <summary>Assigning another commander hands over. Whoever gets a role takes part, and so sees a private incident.</summary>
    public IReadOnlyList<DomainError> AssignRole(Act act, IncidentRole role, User user, string? handoverNote = null)
    {
        var bars = Bars(act, IncidentRight.Commander);
        if (bars.Count > 0)
            return bars;
        if (Held(role, user.Id) is not null)
            return [AlreadyHeld(role, user)];
        var checks = new Checks();
        var note = checks.Optional(handoverNote, TextRules.Paragraph, "handoverNote");
        CheckActive(user, checks);
        if (checks.Failed)
            return checks.Errors;

        Touch(act);
        var former = role == IncidentRole.Commander ? _roles.Find(r => r.Role == role && r.EndedAt is null) : null;
        if (former is not null)
            End(act, former, note);
        Begin(act, role, user, former is null ? note : null);
        Record(
            act,
            new IncidentRoleAssigned(role, user.Id, former?.UserId, note),
            $"{act.By.DisplayName} made {user.DisplayName} {Wire.Words(role)} of incident {Number}");
        LetTakePart(act, user);
        return [];
    }

    public IReadOnlyList<DomainError> UnassignRole(Act act, IncidentRole role, User user, string? handoverNote = null)
    {
        var bars = Bars(act, IncidentRight.Commander);
        if (bars.Count > 0)
            return bars;
        if (Held(role, user.Id) is not { } held)
            return [NotHeld(role, user)];
        var checks = new Checks();
        var note = checks.Optional(handoverNote, TextRules.Paragraph, "handoverNote");
        if (checks.Failed)
            return checks.Errors;

        Touch(act);
        End(act, held, note);
        if (role == IncidentRole.Commander)
            CommanderId = null;
        Record(
            act,
            new IncidentRoleUnassigned(role, user.Id, note),
            $"{user.DisplayName} is no longer {Wire.Words(role)} of incident {Number}");
        return [];
    }

    private RoleAssignment? Held(IncidentRole role, long userId)
        => _roles.Find(r => r.Role == role && r.UserId == userId && r.EndedAt is null);

    private void Begin(Act act, IncidentRole role, User user, string? note)
    {
        _roles.Add(new()
        {
            Id = act.NewId(),
            IncidentId = Id,
            Ordinal = ++PartCount,
            Role = role,
            UserId = user.Id,
            AssignedById = act.By.ActorId,
            AssignedAt = act.At,
            HandoverNote = note,
        });
        if (role == IncidentRole.Commander)
            CommanderId = user.Id;
    }

    private static void End(Act act, RoleAssignment held, string? note)
    {
        held.EndedAt = Later(act.At, held.AssignedAt);
        held.HandoverNote = note ?? held.HandoverNote;
    }

    private static AlreadyExistsError AlreadyHeld(IncidentRole role, User user)
        => new($"{user.DisplayName} is {Wire.Words(role)} already.", ["userId"], "Nothing to do.", EntityRef.Of(nameof(User), user.Id));

    private static NotFoundError NotHeld(IncidentRole role, User user)
        => new($"{user.DisplayName} is not {Wire.Words(role)}.", ["userId"], "Name somebody who holds the role now.");

    private static void CheckActive(User user, Checks checks, string field = "userId")
    {
        if (!user.IsActive)
            checks.Invalid($"{user.DisplayName} is not active.", "Name an active user.", field);
    }
}
