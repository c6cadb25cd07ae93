using System.ComponentModel.DataAnnotations;

namespace IncidentGraph.Server.Auth;

/// <summary>
/// What <c>Authentication:Schemes:Bearer</c> says about tokens. ASP.NET Core reads it; here stands what it may be, so that a slip is
/// named before anything is trusted or refused because of it.
/// </summary>
internal sealed class BearerSettings
{
    [HttpAddress]
    public string? Authority { get; init; }

    [HttpAddress]
    public string? MetadataAddress { get; init; }

    public bool RequireHttpsMetadata { get; init; } = true;

    public string? ValidAudience { get; init; }

    public IList<string> ValidAudiences { get; init; } = [];

    public string? ValidIssuer { get; init; }

    public IList<string> ValidIssuers { get; init; } = [];

    public IList<BearerKey> SigningKeys { get; init; } = [];

    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan BackchannelTimeout { get; init; } = TimeSpan.FromMinutes(1);

    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>One key that tokens may be signed with.</summary>
internal sealed class BearerKey
{
    public string? Issuer { get; init; }

    /// <summary>HMAC-SHA256 takes keys from 128 bits on.</summary>
    [Base64Key(16), DataType(DataType.Password)]
    public string? Value { get; init; }
}
