using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace IncidentGraph.Server.Commands;

/// <summary>Runs what the command line asks for. Whatever goes wrong as things may is one line on stderr and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>How long a command that is broken off may take to undo what it was doing.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(
        string[] arguments, Func<string[], CancellationToken, Task<int>> serve, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var (settings, rest) = SettingArguments.Split(arguments);
        var program = ProgramCommand.Create(settings, serve);
        var line = program.Parse(rest, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (line.Action is ParseErrorAction)
        {
            await error.WriteLineAsync(Refusal(line).AsMemory(), ct);
            return ExitCodes.Usage;
        }

        var isServer = line.Action == program.Action; // the host minds signals itself
        var invocation = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = isServer ? null : _patience,
        };
        try
        {
            return await line.InvokeAsync(invocation, ct);
        }
        catch (Exception e) when (Troubles.Explain(e) is { } trouble)
        {
            // What is wrong, and how to mend it, is the whole message; a stack would only hide it.
            await error.WriteLineAsync($"{(isServer ? "IncidentGraph cannot start" : $"{NameOf(line)} failed")}: {trouble}");
            return ExitCodes.Failure;
        }
        catch (OperationCanceledException) when (!isServer)
        {
            await error.WriteLineAsync($"{NameOf(line)} was broken off.");
            return ExitCodes.Canceled;
        }
    }

    private static string Refusal(ParseResult line)
    {
        var message = line.UnmatchedTokens is [var unknown, ..]
            ? $"There is no command or option '{unknown}'."
            : line.Errors[0].Message;
        return $"{message.ReplaceLineEndings(" ")} See {NameOf(line)} --help.";
    }

    private static string NameOf(ParseResult line)
    {
        var names = new List<string>();
        for (SymbolResult? at = line.CommandResult; at is CommandResult command; at = at.Parent)
            names.Insert(0, command.Command.Name);
        return string.Join(' ', names);
    }
}
