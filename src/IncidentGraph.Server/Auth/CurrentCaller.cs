using System.Security.Claims;
using IncidentGraph.Domain.People;

namespace IncidentGraph.Server.Auth;

/// <summary>Who asks in this operation; set once, before it is executed. One per operation scope.</summary>
public sealed class CurrentCaller
{
    private static readonly Caller _nobody = new(0, "anonymous", UserRole.Viewer, new HashSet<long>());

    private static readonly ClaimsPrincipal _noPrincipal = new();

    /// <summary>Null for anonymous callers.</summary>
    public Caller? Caller { get; private set; }

    public ClaimsPrincipal Principal { get; private set; } = _noPrincipal;

    /// <summary>The caller, where authorization has already refused anonymous ones; otherwise somebody without rights.</summary>
    public Caller Known => Caller ?? _nobody;

    /// <summary>When the token stops working; null when it was given none.</summary>
    public DateTimeOffset? ExpiresAt => Principal.Moment(TokenClaims.Expiry);

    /// <summary>When the token was made; null when it does not say.</summary>
    public DateTimeOffset? IssuedAt => Principal.Moment(TokenClaims.IssuedAt);

    public void Set(ClaimsPrincipal principal, Caller? caller)
    {
        Principal = principal;
        Caller = caller;
    }
}
