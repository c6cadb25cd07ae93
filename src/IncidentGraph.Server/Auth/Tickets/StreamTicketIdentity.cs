using System.Globalization;
using System.Security.Claims;
using IncidentGraph.Data.Tickets;
using IncidentGraph.Domain.People;

namespace IncidentGraph.Server.Auth.Tickets;

/// <summary>The person behind a stream ticket as a principal: what a token would say of them, its end included.</summary>
internal static class StreamTicketIdentity
{
    private const string RoleClaim = "role";
    private const string TicketClaim = "ticket";

    public static ClaimsPrincipal Of(StreamTicket ticket)
    {
        List<Claim> claims =
        [
            new(TokenClaims.Issuer, ticket.Issuer!), // a ticket is a person's unless it has a key's prefix
            new(TokenClaims.Subject, ticket.Subject!),
            new(RoleClaim, ticket.Role.ToString()!),
        ];
        if (ticket.IssuedAt is { } issued)
            claims.Add(Moment(TokenClaims.IssuedAt, issued));
        return Of(new ClaimsIdentity(claims, StreamTicketHandler.SchemeName), ticket);
    }

    /// <summary>The same caller, let in by a ticket: it may subscribe, and no longer than the ticket says.</summary>
    public static ClaimsPrincipal Of(ClaimsIdentity holder, StreamTicket ticket)
    {
        var identity = new ClaimsIdentity(holder.Claims.Where(claim => claim.Type != TokenClaims.Expiry), holder.AuthenticationType);
        identity.AddClaim(Moment(TokenClaims.Expiry, ticket.EndsAt));
        return new ClaimsPrincipal([identity, new ClaimsIdentity([new Claim(TicketClaim, "stream")], StreamTicketHandler.SchemeName)]);
    }

    /// <summary>Whether it is by a ticket that the caller came in: the type of an identity is set by its handler, never by a token.</summary>
    public static bool IsOne(ClaimsPrincipal principal) =>
        principal.Identities.Any(identity => identity.AuthenticationType == StreamTicketHandler.SchemeName);

    /// <summary>Null for everybody whose role a token says.</summary>
    public static UserRole? RoleOf(ClaimsPrincipal principal) =>
        principal.Identity?.AuthenticationType == StreamTicketHandler.SchemeName && Enum.TryParse<UserRole>(principal.FindFirstValue(RoleClaim), out var role)
            ? role
            : null;

    private static Claim Moment(string type, DateTimeOffset at) =>
        new(type, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64);
}
