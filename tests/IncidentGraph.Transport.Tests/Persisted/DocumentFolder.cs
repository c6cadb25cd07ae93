using IncidentGraph.Transport.Persisted;

namespace IncidentGraph.Transport.Tests.Persisted;

/// <summary>A folder of trusted documents, as long as a test needs it.</summary>
public sealed class DocumentFolder : IDisposable
{
    public const string Typename = "query Typename { __typename }";
    public const string Echo = "query Echo($t: String) { echo(text: $t) }";
    public const string Tick = "mutation Tick { tick }";
    public const string Ticks = "subscription Ticks { ticks }";

    public string Path { get; } = Directory.CreateTempSubdirectory("toy-documents-").FullName;

    public static string HashOf(string document) => PersistedQuery.HashOf(document);

    /// <summary>One of every kind that tools write.</summary>
    public static DocumentFolder OfEveryKind() => new DocumentFolder()
        .Write($"{HashOf(Typename)}.graphql", Typename)
        .Write("relay.json", $$"""{ "0123456789abcdef0123456789abcdef": "{{Echo}}" }""")
        .Write("persisted-documents.json", $$"""{ "{{HashOf(Tick)}}": "{{Tick}}" }""")
        .Write("manifest.json", $$"""
            { "format": "apollo-persisted-query-manifest", "version": 1,
              "operations": [{ "id": "ticks", "name": "Ticks", "type": "subscription", "body": "{{Ticks}}" }] }
            """)
        .Write("notes.txt", "not a document");

    public DocumentFolder Write(string name, string text)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, name), text);
        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
