using System.Globalization;

namespace IncidentGraph.Benchmarks;

/// <summary>What else the machine does: a figure from a busy one says little by itself.</summary>
internal static class Machine
{
    private const string LoadFile = "/proc/loadavg";

    /// <summary>The cores, and how many processes wanted one in the last minute.</summary>
    public static string Load
    {
        get
        {
            var cores = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores");
            return File.Exists(LoadFile) ? $"{cores}, load {File.ReadAllText(LoadFile).Split(' ')[0]}" : cores;
        }
    }
}
