using System.Text.Json;

namespace IncidentGraph.Transport.Persisted;

/// <summary>
/// Reads a folder of trusted documents as the tools write them: <c>{id}.graphql</c> with one document each; JSON with
/// <c>{ "id": "document" }</c>, from Relay's compiler or graphql-codegen; and Apollo's manifest of persisted queries.
/// </summary>
internal static class TrustedFiles
{
    private const string ApolloManifest = "apollo-persisted-query-manifest";

    /// <exception cref="InvalidDataException">A file is none of these; the message names it.</exception>
    public static async Task<IReadOnlyList<TrustedDocument>> ReadAsync(string folder, CancellationToken ct)
    {
        if (!Directory.Exists(folder))
            throw new InvalidDataException($"There is no folder {folder} with trusted documents.");
        var documents = new List<TrustedDocument>();
        foreach (var file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            if (file.EndsWith(".graphql", StringComparison.OrdinalIgnoreCase))
                documents.Add(new TrustedDocument(Path.GetFileNameWithoutExtension(file), await File.ReadAllTextAsync(file, ct), file));
            else if (file.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
                documents.AddRange(Read(await File.ReadAllBytesAsync(file, ct), file));
        }

        return documents;
    }

    private static List<TrustedDocument> Read(byte[] json, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. IsManifest(document.RootElement) ? OfManifest(document.RootElement, file) : OfMap(document.RootElement, file)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidDataException($"{file} holds no trusted documents: it must be JSON such as {{ \"id\": \"document\" }}.", e);
        }
    }

    private static bool IsManifest(JsonElement json) =>
        json.TryGetProperty("format", out var format) && format.ValueKind == JsonValueKind.String && format.ValueEquals(ApolloManifest);

    private static IEnumerable<TrustedDocument> OfManifest(JsonElement json, string file) => json.GetProperty("operations").EnumerateArray()
        .Select(operation => new TrustedDocument(Text(operation.GetProperty("id")), Text(operation.GetProperty("body")), file));

    private static IEnumerable<TrustedDocument> OfMap(JsonElement json, string file) =>
        json.EnumerateObject().Select(member => new TrustedDocument(member.Name, Text(member.Value), file));

    private static string Text(JsonElement json) => json.GetString() ?? throw new JsonException("It is null.");
}
