using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;

namespace IncidentGraph.Domain.People;

public sealed partial class User
{
    /// <summary>True until a token has claimed the user.</summary>
    public bool IsInvited => Issuer is null;

    /// <summary>That the handle is free is for the store to know.</summary>
    public static Decision<User> Invite(Act act, long id, InviteUser command)
    {
        if (!act.IsImport && !act.By.IsAdmin)
            return new List<DomainError> { Refusal.NotAllowed("Only admins invite people.", "Ask an admin.", "ADMIN") };
        var checks = new Checks();
        var user = Draft(act, id, command.Handle, command.DisplayName, command.Email, checks);
        if (checks.Failed)
            return checks.Errors;

        Catalog.Record(act, new UserInvited(id), $"{act.By.DisplayName} invited {user.DisplayName}", user.Version);
        return user;
    }

    /// <summary>First sight of a token. The event's actor is the new user, who is nobody before.</summary>
    public static Decision<User> Join(Act act, long id, JoinUser command)
    {
        var checks = new Checks();
        var user = Draft(act, id, command.Handle, command.DisplayName, command.Email, checks);
        user.AvatarUrl = checks.WebAddress(command.AvatarUrl, "avatarUrl");
        user.Issuer = checks.Required(command.Issuer, TextRules.Identity, "issuer");
        user.Subject = checks.Required(command.Subject, TextRules.Identity, "subject");
        if (checks.Failed)
            return checks.Errors;

        user.TellJoined(act);
        return user;
    }

    /// <summary>An invited user is claimed once; whoever joined already stays who they are.</summary>
    public IReadOnlyList<DomainError> Claim(Act act, string issuer, string subject)
    {
        if (!IsInvited)
            return [new AlreadyExistsError($"{DisplayName} has joined already.", ["subject"], "Join as another user.", EntityRef.Of(nameof(User), Id))];
        var checks = new Checks();
        var (from, who) = (checks.Required(issuer, TextRules.Identity, "issuer"), checks.Required(subject, TextRules.Identity, "subject"));
        if (!IsActive)
            checks.Invalid($"{DisplayName} is not active.", "Ask an admin.", "subject");
        if (checks.Failed)
            return checks.Errors;

        (Issuer, Subject) = (from, who);
        Version++;
        TellJoined(act);
        return [];
    }

    private static User Draft(Act act, long id, string? handle, string? displayName, string? email, Checks checks)
    {
        var checkedHandle = checks.Required(handle, TextRules.Key, "handle");
        if (checkedHandle.Length > 0 && !TextRules.IsHandle(checkedHandle))
            checks.Invalid($"{checkedHandle} is not a handle.", "Use lower case letters a-z, digits, dot, hyphen and underscore.", "handle");
        return new()
        {
            Id = id,
            Handle = checkedHandle,
            DisplayName = checks.Required(displayName, TextRules.Name, "displayName"),
            Email = checks.Optional(email, TextRules.Email, "email"),
            CreatedAt = act.At,
        };
    }

    private void TellJoined(Act act)
        => Catalog.Record(act, new UserJoined(Id), $"{DisplayName} joined", Version, actorId: Id);
}
