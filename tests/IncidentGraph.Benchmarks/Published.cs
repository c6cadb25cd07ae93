using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IncidentGraph.Testing;

namespace IncidentGraph.Benchmarks;

/// <summary>The server as its image has it: published for this kind of machine, compiled before it runs, together with the framework.</summary>
internal static class Published
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(10);

    /// <summary>Takes some minutes; answers the folder.</summary>
    public static async Task<string> ToAsync(Folder folder)
    {
        var target = folder.File("server");
        string[] arguments =
        [
            "publish", Project(), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "-o", target,
            "-p:PublishReadyToRun=true", "-p:PublishReadyToRunComposite=true", "-v", "quiet", "--nologo",
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!; // null only when a shell starts it
        using var patience = new CancellationTokenSource(_patience);
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode == 0 ? target : throw new InvalidOperationException($"The server was not published: {output}");
    }

    private static string Project([CallerFilePath] string here = "") =>
        Path.GetFullPath("../../src/IncidentGraph.Server", Path.GetDirectoryName(here)!); // a source file is in a folder
}
