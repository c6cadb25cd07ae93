using System.Globalization;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Benchmarks;

/// <summary>Lines of text with a column for each database, and how the second compares with the first.</summary>
internal static class Table
{
    public static string Head(IReadOnlyList<TestServer> servers)
    {
        var columns = servers.Select(s => $"{s.Provider + " p50",14}{"p99",8}");
        var ratio = servers.Count > 1 ? $"{$"{servers[1].Provider}/{servers[0].Provider} p50",24}" : "";
        return $"{"",-34}{string.Concat(columns)}{ratio}";
    }

    public static string Row(string name, IReadOnlyList<Timings> timings)
    {
        var columns = timings.Select(t => $"{Number(t.P50),14}{Number(t.P99),8}");
        var ratio = timings.Count > 1 ? $"{Number(timings[1].P50 / timings[0].P50) + "×",24}" : "";
        return $"{name,-34}{string.Concat(columns)}{ratio}";
    }

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
