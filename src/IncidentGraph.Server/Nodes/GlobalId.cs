using System.Buffers.Text;
using System.Text;
using IncidentGraph.Domain;

namespace IncidentGraph.Server.Nodes;

/// <summary>Global ids are opaque to clients: type and key, in base64url. Inputs take them or the human key alike.</summary>
public static class GlobalId
{
    private const int Longest = 256;

    public static string Write(EntityRef node) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{node.Type}:{node.Key}"));

    public static EntityRef? Read(string id)
    {
        if (id.Length is 0 or > Longest || !Base64Url.IsValid(id))
            return null;
        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(id));
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && text.AsSpan(0, colon).IndexOfAnyExceptInRange('A', 'z') < 0
            ? new EntityRef(text[..colon], text[(colon + 1)..])
            : null;
    }

    /// <summary>The key of an object of one type; null when the id is none, or of another type.</summary>
    public static string? KeyOf(string type, string id) => Read(id) is { } node && node.Type == type ? node.Key : null;

    public static Guid? GuidOf(string type, string id) =>
        KeyOf(type, id) is { } key && Guid.TryParseExact(key, "N", out var guid) ? guid : null;

    public static long? NumberOf(string type, string id) =>
        KeyOf(type, id) is { } key && long.TryParse(key, out var number) ? number : null;
}
