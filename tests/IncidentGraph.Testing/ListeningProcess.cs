using System.Diagnostics;

namespace IncidentGraph.Testing;

/// <summary>A program that serves HTTP, as a process of its own.</summary>
public sealed class ListeningProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Task _read;

    private ListeningProcess(Process process, Uri address, Task read)
    {
        (_process, _read) = (process, read);
        Http = new HttpClient { BaseAddress = address, Timeout = _patience };
    }

    public HttpClient Http { get; }

    public Uri Address => Http.BaseAddress!; // set by the only constructor

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>What of it is in memory, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>What the cores have done for it, which what else they do hardly changes.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Returns when it listens.</summary>
    /// <param name="start">The program. What it writes is read, wherever that says it goes.</param>
    /// <param name="said">Is given each line that it writes once it listens.</param>
    /// <param name="complained">Is given each line of its standard error, which else goes where that of this program goes.</param>
    /// <exception cref="InvalidOperationException">It ended before it listened.</exception>
    public static async Task<ListeningProcess> StartAsync(ProcessStartInfo start, Action<string>? said = null, Action<string>? complained = null)
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = complained is not null;
        var process = Process.Start(start)!; // null only when a shell starts it
        try
        {
            var complaints = complained is null ? Task.CompletedTask : ReadAsync(process.StandardError, complained);
            var address = await AddressAsync(process.StandardOutput).WaitAsync(_patience);
            return new ListeningProcess(process, address, Task.WhenAll(complaints, ReadAsync(process.StandardOutput, said)));
        }
        catch
        {
            await EndAsync(process);
            throw;
        }
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM. That it has ended is told by <see cref="EndedAsync"/>.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Its exit code, once it has ended and all that it wrote was given on.</summary>
    public async Task<int> EndedAsync()
    {
        await _read.WaitAsync(_patience);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await EndAsync(_process);
    }

    private static async Task<Uri> AddressAsync(StreamReader output)
    {
        var written = new List<string>();
        while (await output.ReadLineAsync() is { } line)
        {
            written.Add(line);
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
                return new Uri(line[(at + Listening.Length)..].Split('"')[0].Trim());
        }

        throw new InvalidOperationException($"The program ended before it listened:\n{string.Join('\n', written)}");
    }

    /// <summary>To its end, whoever is told of it: a full pipe would stop the program.</summary>
    private static async Task ReadAsync(StreamReader output, Action<string>? said)
    {
        while (await output.ReadLineAsync() is { } line)
            said?.Invoke(line);
    }

    private static async Task EndAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
