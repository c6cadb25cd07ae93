using System.Diagnostics;
using System.Text.Json;

namespace IncidentGraph.Testing.SqlServer;

/// <summary>SQL Server's own model of a schema, asked in a process of its own: it needs ICU, which the tests run without.</summary>
public static class SqlServerModel
{
    private const string Program = "IncidentGraph.SqlServerModel";

    /// <summary>What the model makes of a schema and of statements over it. Skips the test, with the reason, where ICU is missing.</summary>
    /// <param name="script">The whole script of the migrations, or one that creates the schema at once.</param>
    /// <param name="statements">Each with its variables declared, or with its parameters in front: <see cref="SqlServerStatement"/>.</param>
    public static async Task<SqlServerAnswer> AskAsync(string script, IReadOnlyList<SqlServerStatement> statements)
    {
        using var process = Process.Start(Start())!; // Null only when a shell starts it.
        var errors = process.StandardError.ReadToEndAsync();
        var answer = process.StandardOutput.ReadToEndAsync();
        await WriteAsync(process, JsonSerializer.Serialize(new { script, statements }));
        await process.WaitForExitAsync();

        var said = await errors;
        Skip.If(process.ExitCode != 0 && said.Contains("valid ICU package", StringComparison.Ordinal), "ICU is not installed (libicu).");
        Assert.True(process.ExitCode == 0, said);
        return JsonSerializer.Deserialize<SqlServerAnswer>(await answer)!; // The program writes one.
    }

    private static ProcessStartInfo Start()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(Folder(), $"{Program}.dll"));
        start.Environment.Remove("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT");
        return start;
    }

    /// <summary>It is built beside: …/tests/(this project)/bin/Debug/net10.0.</summary>
    private static string Folder()
    {
        var here = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var project = Path.GetFullPath("../../..", here);
        return Path.GetFullPath(Path.Combine(project, "..", Program, Path.GetRelativePath(project, here)));
    }

    private static async Task WriteAsync(Process process, string question)
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
