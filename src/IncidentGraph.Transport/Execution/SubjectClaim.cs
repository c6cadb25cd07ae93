using System.Security.Claims;

namespace IncidentGraph.Transport.Execution;

/// <summary>Who somebody is: how they came in, and who says that they are who (RFC 7519 §4.1.1, §4.1.2).</summary>
internal static class SubjectClaim
{
    public static string? Read(ClaimsPrincipal principal) => principal.Identity is { IsAuthenticated: true } identity
        ? string.Join('\n', identity.AuthenticationType, principal.FindFirst("iss")?.Value, principal.FindFirst("sub")?.Value ?? identity.Name)
        : null;
}
