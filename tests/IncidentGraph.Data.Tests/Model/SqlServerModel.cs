using System.Diagnostics;
using System.Text.Json;

namespace IncidentGraph.Data.Tests.Model;

/// <summary>SQL Server's own model of a schema, asked in a process of its own: it needs ICU, which the tests run without.</summary>
internal static class SqlServerModel
{
    private const string Program = "IncidentGraph.SqlServerModel";

    /// <summary>What the model finds wrong with statements over a schema. Skips the test, with the reason, where ICU is missing.</summary>
    public static async Task<IReadOnlyList<string>> Complaints(string schema, IReadOnlyList<string> statements)
    {
        using var process = Process.Start(Start())!; // Null only when a shell starts it.
        var errors = process.StandardError.ReadToEndAsync();
        var answer = process.StandardOutput.ReadToEndAsync();
        await Ask(process, JsonSerializer.Serialize(new { schema, statements }));
        await process.WaitForExitAsync();

        var said = await errors;
        Skip.If(process.ExitCode != 0 && said.Contains("valid ICU package", StringComparison.Ordinal), "ICU is not installed (libicu).");
        Assert.True(process.ExitCode == 0, said);
        return JsonSerializer.Deserialize<string[]>(await answer)!; // The program writes a list.
    }

    private static ProcessStartInfo Start()
    {
        var folder = AppContext.BaseDirectory.Replace(typeof(SqlServerModel).Assembly.GetName().Name!, Program, StringComparison.Ordinal); // An assembly that was built has a name.
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(folder, $"{Program}.dll"));
        start.Environment.Remove("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT");
        return start;
    }

    private static async Task Ask(Process process, string question)
    {
        try
        {
            await process.StandardInput.WriteAsync(question);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read, and says why.
        }
    }
}
