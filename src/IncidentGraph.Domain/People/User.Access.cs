using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;

namespace IncidentGraph.Domain.People;

public sealed partial class User
{
    /// <summary>
    /// Withdraws all tokens that were issued so far. Tokens say the second in which they were issued, so those of the present second go
    /// too: nobody could tell one of before from one of after.
    /// </summary>
    public IReadOnlyList<DomainError> RevokeTokens(Act act, string reason)
    {
        if (act.By.ActorId != Id && BarsAccess(act, "withdraw the tokens of somebody else") is { } bar)
            return [bar];
        var checks = new Checks();
        var why = checks.Required(reason, TextRules.Paragraph, "reason");
        if (checks.Failed)
            return checks.Errors;

        Version++;
        var from = WithdrawTokens(act.At);
        Catalog.Record(act, new UserTokensRevoked(Id, from, why), $"{act.By.DisplayName} revoked the tokens of {DisplayName}: {why}", Version);
        return [];
    }

    /// <summary>
    /// Lets somebody who has left in no more, neither by tokens nor by API keys of their making. Their tokens are withdrawn for good, so that none
    /// of them works again when the person comes back. Who is not active stays as they are.
    /// </summary>
    public IReadOnlyList<DomainError> Deactivate(Act act, string reason)
    {
        if (BarsAccess(act, "deactivate people") is { } bar)
            return [bar];
        var checks = new Checks();
        var why = checks.Required(reason, TextRules.Paragraph, "reason");
        if (act.By.ActorId == Id)
            checks.Invalid("You cannot deactivate yourself.", "Ask another admin to do it.", "userId");
        if (checks.Failed || !IsActive)
            return checks.Errors;

        IsActive = false;
        Version++;
        WithdrawTokens(act.At);
        Catalog.Record(act, new UserDeactivated(Id, why), $"{act.By.DisplayName} deactivated {DisplayName}: {why}", Version);
        return [];
    }

    /// <summary>Lets somebody in again, with tokens issued since they were deactivated. Who is active stays as they are.</summary>
    public IReadOnlyList<DomainError> Reactivate(Act act)
    {
        if (BarsAccess(act, "reactivate people") is { } bar)
            return [bar];
        if (IsActive)
            return [];

        IsActive = true;
        Version++;
        Catalog.Record(act, new UserReactivated(Id), $"{act.By.DisplayName} reactivated {DisplayName}", Version);
        return [];
    }

    private DateTimeOffset WithdrawTokens(DateTimeOffset now)
    {
        var next = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds() + 1);
        var from = NotBefore is { } before && before > next ? before : next;
        NotBefore = from;
        return from;
    }

    private static NotAllowedError? BarsAccess(Act act, string what)
        => act.By is { IsAdmin: true, IsUser: true }
            ? null
            : Refusal.NotAllowed($"Only admins, in person, {what}.", "Ask an admin.", "ADMIN");
}
