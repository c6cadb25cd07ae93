namespace IncidentGraph.Benchmarks;

/// <summary>A folder for as long as a benchmark runs.</summary>
internal sealed class Folder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("incidentgraph-bench-");

    /// <summary>Names a SQLite database in it.</summary>
    public string Database => $"--Database:ConnectionString=Data Source={File("bench.db")}";

    public string File(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
