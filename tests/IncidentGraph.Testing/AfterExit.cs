using System.Diagnostics;

namespace IncidentGraph.Testing;

/// <summary>Cleans up when this process has ended, however it ended: a test host is killed soon after its last test.</summary>
internal static class AfterExit
{
    /// <param name="script">For /bin/sh.</param>
    /// <param name="arguments">Its $1, $2, …</param>
    public static void Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/", UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"exec >/dev/null 2>&1 </dev/null; while kill -0 \"$0\"; do sleep 1; done; {script}");
        start.ArgumentList.Add(Environment.ProcessId.ToString());
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        Process.Start(start)?.Dispose();
    }

    public static void Remove(string folder)
    {
        if (OperatingSystem.IsWindows())
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        else
            Run("rm -rf \"$1\"", folder);
    }
}
