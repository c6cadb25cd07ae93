using System.Diagnostics;
using System.Text.Json;

namespace IncidentGraph.Server.Tests.Imports;

/// <summary>Files to import: those that are kept with the tests, and those that a test writes.</summary>
internal sealed class Fixture : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("incidentgraph-import-");
    private int _next;

    public static string Kept(string name) => Path.Combine(AppContext.BaseDirectory, "Imports", "Fixtures", name);

    public string Write(string text) => Write(System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, $"file-{++_next}");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>A named pipe to which nobody writes.</summary>
    public string Pipe()
    {
        var path = Path.Combine(_folder.FullName, $"pipe-{++_next}");
        using var made = Process.Start("mkfifo", path);
        made.WaitForExit();
        return path;
    }

    public string WriteJson(object value) => Write(JsonSerializer.Serialize(value));

    public void Dispose() => _folder.Delete(recursive: true);
}
