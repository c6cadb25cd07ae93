namespace IncidentGraph.Server.Ide;

/// <summary>The GraphQL IDEs for browsers (section <c>Ide</c>).</summary>
public sealed class IdeOptions
{
    /// <summary>Null: everywhere but in Production.</summary>
    public bool? Enabled { get; set; }

    /// <summary>The folder with a folder for each IDE; null: <c>ide</c> beside the program, where the build puts them.</summary>
    public string? Folder { get; set; }

    internal bool IsEnabledIn(IHostEnvironment environment) => Enabled ?? !environment.IsProduction();

    internal string FolderOf(BrowserIde ide) =>
        Path.GetFullPath(Path.Combine(Folder ?? Path.Combine(AppContext.BaseDirectory, "ide"), ide.Folder));
}
