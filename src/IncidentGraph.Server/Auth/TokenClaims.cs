using System.Globalization;
using System.Security.Claims;
using System.Text.Json;

namespace IncidentGraph.Server.Auth;

/// <summary>Finds claims by name, or by a path into a claim that holds JSON.</summary>
internal static class TokenClaims
{
    public const string Issuer = "iss";

    public const string Subject = "sub";

    public const string Expiry = "exp";

    public const string IssuedAt = "iat";

    /// <summary>The first value that says anything.</summary>
    public static string? Find(this ClaimsPrincipal principal, string name) =>
        principal.Values(name).Select(value => value.Trim()).FirstOrDefault(value => value.Length > 0);

    /// <summary>
    /// A moment in seconds since the epoch (RFC 7519, "NumericDate"), whose fraction is left off; null when there is none, or none that a calendar holds.
    /// </summary>
    public static DateTimeOffset? Moment(this ClaimsPrincipal principal, string name) =>
        decimal.TryParse(principal.FindFirstValue(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : null;

    public static IEnumerable<string> Values(this ClaimsPrincipal principal, string name)
    {
        var direct = principal.FindAll(name).Select(claim => claim.Value).ToList();
        return direct.Count > 0 ? direct : principal.ValuesInJson(name);
    }

    public static bool IsTrue(this ClaimsPrincipal principal, string name) =>
        principal.Find(name) is "1" or "true" or "True";

    private static List<string> ValuesInJson(this ClaimsPrincipal principal, string path)
    {
        var steps = path.Split('.');
        if (steps.Length < 2 || principal.FindFirst(steps[0]) is not { } claim)
            return [];

        try
        {
            using var json = JsonDocument.Parse(claim.Value);
            return Walk(json.RootElement, steps.AsSpan(1));
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static List<string> Walk(JsonElement element, ReadOnlySpan<string> steps)
    {
        foreach (var step in steps)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(step, out element))
                return [];
        }

        return element.ValueKind switch
        {
            JsonValueKind.Array => [.. element.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.ToString())],
            JsonValueKind.Object or JsonValueKind.Null => [],
            _ => [element.ToString()],
        };
    }
}
