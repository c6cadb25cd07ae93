using System.Globalization;
using System.Security.Claims;

namespace IncidentGraph.Transport.Execution;

/// <summary>The <c>exp</c> claim: seconds since the epoch (RFC 7519 §4.1.4).</summary>
internal static class ExpiryClaim
{
    public static DateTimeOffset? Read(ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirst("exp")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
