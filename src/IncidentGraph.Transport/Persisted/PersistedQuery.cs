using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IncidentGraph.Transport.Persisted;

/// <summary>Apollo's <c>extensions.persistedQuery</c>: the hash of a document that the client hopes is known.</summary>
internal static class PersistedQuery
{
    /// <summary>Whether a request brings one, well-formed or not.</summary>
    public static bool IsIn(JsonElement? extensions) => Of(extensions) is not null;

    /// <summary>The hash, or what is wrong; neither if there is none.</summary>
    public static (string? Hash, string? Problem) Read(JsonElement? extensions)
    {
        if (Of(extensions) is not { } persisted)
            return (null, null);
        if (persisted.ValueKind != JsonValueKind.Object || !IsVersion1(persisted))
            return (null, "'extensions.persistedQuery' is an object with version 1.");
        return persisted.TryGetProperty("sha256Hash", out var hash) && hash.ValueKind == JsonValueKind.String && hash.GetString() is { Length: > 0 } text
            ? (text, null)
            : (null, "'extensions.persistedQuery.sha256Hash' is a string.");
    }

    /// <summary>SHA-256 of the text in UTF-8, as 64 hexadecimal digits in lower case.</summary>
    public static string HashOf(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));

    private static JsonElement? Of(JsonElement? extensions) =>
        extensions is { } all && all.TryGetProperty("persistedQuery", out var persisted) && persisted.ValueKind != JsonValueKind.Null ? persisted : null;

    private static bool IsVersion1(JsonElement persisted) =>
        persisted.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number == 1;
}
