using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using IncidentGraph.Server.Commands;

namespace IncidentGraph.Server.Health;

/// <summary>Asks a server on this machine whether it is ready, for those who watch it and have no other program to ask with.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(8);

    private static readonly Option<string> _address = Address();

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "health",
            "Asks a running server whether it is ready. The exit code is 0 when it is, and 1 when it is not or does not answer.",
            "health",
            "health --address http://127.0.0.1:5000")
        {
            _address,
        };
        command.SetAction(AskAsync);
        return command;
    }

    private static async Task<int> AskAsync(ParseResult line, CancellationToken ct)
    {
        var address = line.GetRequiredValue(_address);
        var (output, error) = (line.InvocationConfiguration.Output, line.InvocationConfiguration.Error);
        using var http = new HttpClient { BaseAddress = new Uri(address), Timeout = _patience };
        try
        {
            using var answer = await http.GetAsync(new Uri(HealthSetup.Ready, UriKind.Relative), ct);
            var isReady = answer.StatusCode == HttpStatusCode.OK;
            await (isReady ? output : error).WriteLineAsync(await answer.Content.ReadAsStringAsync(ct));
            return isReady ? ExitCodes.Success : ExitCodes.Failure;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            await error.WriteLineAsync($"No server answers at {address}.");
            return ExitCodes.Failure;
        }
    }

    private static Option<string> Address()
    {
        var option = new Option<string>("--address")
        {
            Description = "Where the server listens.",
            DefaultValueFactory = _ => "http://127.0.0.1:8080",
        };
        option.Validators.Add(RefuseOthers);
        return option;
    }

    private static void RefuseOthers(OptionResult result)
    {
        if (!Uri.TryCreate(result.GetValueOrDefault<string>(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            result.AddError("--address takes an address such as http://127.0.0.1:8080.");
    }
}
