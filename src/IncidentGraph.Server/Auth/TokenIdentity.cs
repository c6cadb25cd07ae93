using System.Security.Claims;
using IncidentGraph.Domain;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Auth.Tickets;

namespace IncidentGraph.Server.Auth;

/// <summary>
/// What a checked token says about its bearer, in the words of this server. The e-mail address is null unless the token says that
/// it is verified; whoever was invited under the address in <c>InvitedAs</c> is claimed by this token.
/// </summary>
internal sealed record TokenIdentity(
    string Issuer, string Subject, UserRole Role, string DisplayName, string Handle, string? Email, string? AvatarUrl, string? InvitedAs)
{
    /// <summary>Who it is, and as what. What else a token says of somebody decides no rights.</summary>
    public (string Issuer, string Subject, UserRole Role) Bearer => (Issuer, Subject, Role);

    /// <summary>Null when the token names nobody: without issuer and subject there is no one to remember.</summary>
    public static TokenIdentity? Read(ClaimsPrincipal principal, AuthOptions options)
    {
        if (principal.Find(TokenClaims.Issuer) is not { } issuer || principal.Find(TokenClaims.Subject) is not { } subject)
            return null;

        var email = principal.IsTrue(options.EmailVerifiedClaim) ? Fitting(principal.Find(options.EmailClaim), TextRules.Email) : null;
        var name = principal.Find(options.NameClaim);
        var handle = principal.Find(options.HandleClaim);
        return new TokenIdentity(
            issuer,
            subject,
            StreamTicketIdentity.RoleOf(principal) ?? RoleOf(principal, options),
            Shown(name) ?? Shown(handle) ?? email ?? "Unnamed",
            Handles.From(handle, email, name),
            email,
            Fitting(principal.Find(options.AvatarClaim), TextRules.Url) is { } url && TextRules.IsWebAddress(url) ? url : null,
            options.InviteClaim == options.EmailClaim ? email : principal.Find(options.InviteClaim));
    }

    // People do not choose what their provider says of them: what does not fit is shortened or left out, never a reason to refuse them.
    private static string? Shown(string? text) =>
        text is not null && TextRules.IsStorable(text) && !TextRules.IsBlank(text) ? TextRules.Cut(TextRules.Flat(text), TextRules.Name) : null;

    private static string? Fitting(string? text, int max) =>
        text is not null && text.Length <= max && TextRules.IsStorable(text) && TextRules.IsOneLine(text) ? text : null;

    private static UserRole RoleOf(ClaimsPrincipal principal, AuthOptions options)
    {
        var values = options.EffectiveRoleClaims.SelectMany(principal.Values).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Enum.GetValues<UserRole>()
            .Where(role => ValuesFor(role, options).Any(values.Contains))
            .DefaultIfEmpty(options.DefaultRole)
            .Max();
    }

    // Once values are configured only they count: a provider's own "admin" may mean something else.
    private static IEnumerable<string> ValuesFor(UserRole role, AuthOptions options)
    {
        if (options.Roles.Count == 0)
            return [role.ToString()];

        return options.Roles.TryGetValue(role, out var values) ? values : [];
    }
}
