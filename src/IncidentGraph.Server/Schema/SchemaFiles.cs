namespace IncidentGraph.Server.Schema;

/// <summary>One file of the contract.</summary>
internal sealed record SchemaFile(string Name, string Text);

/// <summary>The files of the contract, which lie beside the program.</summary>
internal static class SchemaFiles
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "schema");

    /// <summary>By name, so that the contract is printed alike on every machine.</summary>
    public static IReadOnlyList<SchemaFile> Read(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.graphql", SearchOption.AllDirectories)
            .Select(path => new SchemaFile(Path.GetRelativePath(folder, path), File.ReadAllText(path)))
            .OrderBy(file => file.Name, StringComparer.Ordinal),
    ];
}
