using System.Text.Json;
using IncidentGraph.Data.Imports;

namespace IncidentGraph.Server.Imports.Statuspage;

/// <summary>An answer of a status page's public API, kept in a file. Its rows stay JSON until they are needed.</summary>
/// <param name="Path">Which file.</param>
/// <param name="PageId">Whose answer it is.</param>
/// <param name="PageName">What the page is called.</param>
/// <param name="Root">The answer.</param>
internal sealed record PageFile(string Path, string PageId, string PageName, JsonElement Root)
{
    private const string Expected = "an answer of /api/v2/summary.json, incidents.json or scheduled-maintenances.json";

    private static readonly string[] _lists = ["components", "incidents", "scheduled_maintenances"];

    public IEnumerable<JsonElement> Components => Root.Items("components");

    public IEnumerable<JsonElement> Incidents => Root.Items("incidents");

    public IEnumerable<JsonElement> Maintenances => Root.Items("scheduled_maintenances");

    /// <exception cref="SourceFileException">It is none.</exception>
    public static async Task<PageFile> ReadAsync(string path, CancellationToken ct)
    {
        var root = Parse(path, await SourceFile.ReadAsync(path, ct));
        if (!Array.Exists(_lists, list => root.Field(list)?.ValueKind == JsonValueKind.Array))
            throw new SourceFileException(Strange(path, root));
        var page = root.Field("page") ?? default;
        var id = page.Text("id") ?? root.Items("incidents").Concat(root.Items("components")).Select(row => row.Text("page_id")).FirstOrDefault(text => text is not null);
        if (id is null or { Length: > ExternalId.MaxScope })
            throw new SourceFileException($"{path} does not say of which page it is: 'page.id' is missing.");
        return new(path, id, page.Text("name") ?? id, root);
    }

    private static JsonElement Parse(string path, ReadOnlyMemory<byte> text)
    {
        if (!text.BeginsWith("{["u8))
            throw new SourceFileException($"{path} is {(text.BeginsWith("<"u8) ? "a web page or XML, not JSON" : "not JSON")}: expected is {Expected}.");
        try
        {
            return JsonDocument.Parse(text).RootElement;
        }
        catch (JsonException error)
        {
            throw new SourceFileException($"{path} is not complete, correct JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}.");
        }
    }

    private static string Strange(string path, JsonElement root)
    {
        var said = root.Text("error") ?? root.Text("message") ?? (root.Field("error") ?? default).Text("message");
        var answer = said is null ? "" : $" It says: {PlainText.Line(said, 200)}";
        return $"{path} has none of the lists {string.Join(", ", _lists)}: is it {Expected}?{answer}";
    }
}
