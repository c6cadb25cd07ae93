using System.Collections.Concurrent;
using System.Text.Json;

namespace IncidentGraph.Fuzzing.Running;

/// <summary>Reads the server's log, a line of JSON an entry, for what should not be in it.</summary>
internal sealed class LogWatch
{
    /// <summary>What Kestrel says of itself when a request breaks just while its body is read; whoever reads it cannot prevent that.</summary>
    public const string Harmless = "automatic draining of the request body failed";

    private readonly ConcurrentDictionary<string, int> _warnings = new(StringComparer.Ordinal);

    /// <summary>Is told of each error at once: what it is, and the whole entry.</summary>
    public Action<string, string>? Complained { get; set; }

    /// <summary>By who warns, how often.</summary>
    public IReadOnlyDictionary<string, int> Warnings => _warnings;

    public void Read(string line)
    {
        if (!line.StartsWith('{'))
            return;
        var entry = JsonDocument.Parse(line).RootElement;
        var level = entry.GetProperty("LogLevel").GetString();
        if (level is "Warning")
            _warnings.AddOrUpdate(entry.GetProperty("Category").GetString()!, 1, (_, count) => count + 1); // each entry has one
        if (level is "Error" or "Critical" && !line.Contains(Harmless, StringComparison.Ordinal))
            Complained?.Invoke(Place(entry), line);
    }

    /// <summary>Where in the server it comes from, so that the same trouble is known again.</summary>
    private static string Place(JsonElement entry)
    {
        var lines = entry.TryGetProperty("Exception", out var exception) ? exception.GetString()!.Split('\n') : [];
        return Array.Find(lines, line => line.Contains(" at IncidentGraph.", StringComparison.Ordinal))?.Trim() ?? lines.FirstOrDefault() ?? entry.GetProperty("Message").GetString()!;
    }
}
