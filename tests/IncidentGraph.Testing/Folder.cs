namespace IncidentGraph.Testing;

/// <summary>A folder for as long as a program runs.</summary>
public sealed class Folder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("incidentgraph-run-");

    /// <summary>Names a SQLite database in it.</summary>
    public string Database => $"--Database:ConnectionString=Data Source={File("run.db")}";

    public string File(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
