using System.Globalization;
using IncidentGraph.Testing;

namespace IncidentGraph.Benchmarks.Imports;

/// <summary>A long history from a status page, by the command that people use, into an empty SQLite database.</summary>
internal static class StatuspageImport
{
    public static async Task RunAsync(TextWriter output)
    {
        using var folder = new Folder();
        var file = folder.File("incidents.json");
        await StatusPage.WriteAsync(file);

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{StatusPage.Incidents:N0} incidents with {StatusPage.Updates:N0} updates by 'import statuspage', from the start of the process to its end."));
        await output.WriteLineAsync(Table.Line("", "s", "aim"));
        await output.WriteLineAsync(Table.Line("into an empty database", Table.Number(await ImportAsync(folder, file)), "30.00"));
        await output.WriteLineAsync(Table.Line("the same again, which changes nothing", Table.Number(await ImportAsync(folder, file))));
    }

    private static async Task<double> ImportAsync(Folder folder, string file)
    {
        var began = TimeProvider.System.GetTimestamp();
        var report = await ReleaseProgram.RunAsync("import", "statuspage", file, folder.Database);
        var took = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        if (!report.Contains(string.Create(CultureInfo.InvariantCulture, $"{StatusPage.Updates:N0}"), StringComparison.Ordinal))
            throw new InvalidOperationException($"Not all was imported:\n{report}");
        return took;
    }
}
