using System.ComponentModel.DataAnnotations;
using IncidentGraph.Domain.People;

namespace IncidentGraph.Server.Auth;

/// <summary>
/// What the server reads from tokens (section <c>Auth</c>). How tokens are checked stands in
/// <c>Authentication:Schemes:Bearer</c>, in the shape that ASP.NET Core and <c>dotnet user-jwts</c> share.
/// </summary>
/// <remarks>
/// Lists are empty by default and then stand for the names in their comment: configuration appends to lists that are not empty.
/// A claim's name may be a path into a JSON claim, as in <c>realm_access.roles</c>.
/// </remarks>
public sealed class AuthOptions
{
    /// <summary>Claims that hold roles; empty: <c>roles</c> and <c>role</c>.</summary>
    [Required]
    public IList<string> RoleClaims { get; init; } = [];

    /// <summary>The values that stand for each role; empty: the roles' own names. The highest that a token has counts.</summary>
    [Required]
    public IDictionary<UserRole, IList<string>> Roles { get; init; } = new Dictionary<UserRole, IList<string>>();

    /// <summary>The role of a valid token that has none of the above.</summary>
    public UserRole DefaultRole { get; set; } = UserRole.Viewer;

    [Required]
    public string NameClaim { get; set; } = "name";

    [Required]
    public string HandleClaim { get; set; } = "preferred_username";

    [Required]
    public string AvatarClaim { get; set; } = "picture";

    [Required]
    public string EmailClaim { get; set; } = "email";

    /// <summary>Must be true before the e-mail address is believed: anyone may type an address at some providers.</summary>
    [Required]
    public string EmailVerifiedClaim { get; set; } = "email_verified";

    /// <summary>
    /// The claim whose value must equal the address that a user was invited with. When it is <see cref="EmailClaim"/>, the address
    /// must be verified. Any other claim is believed as it is: name only one that people cannot set for themselves.
    /// </summary>
    [Required]
    public string InviteClaim { get; set; } = "email";

    /// <summary>How long a user's teams and activity, or an API key, are remembered between two looks at the database.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan CacheFor { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How many users, and API keys, are remembered at most.</summary>
    [Range(1, 10_000_000)]
    public int CacheSize { get; set; } = 10_000;

    internal IEnumerable<string> EffectiveRoleClaims => RoleClaims.Count > 0 ? RoleClaims : ["roles", "role"];
}
