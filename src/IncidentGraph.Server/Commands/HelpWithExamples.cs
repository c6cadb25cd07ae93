using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace IncidentGraph.Server.Commands;

/// <summary>The usual help, then the command's examples and what every command takes.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    /// <summary>The option <c>--help</c>, for the root and all below it.</summary>
    public static HelpOption Option()
    {
        var option = new HelpOption { Description = "Show this help." };
        option.Action = new HelpWithExamples((HelpAction)option.Action!); // it is made with one
        return option;
    }

    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is DocumentedCommand command)
        {
            output.WriteLine("Examples:");
            foreach (var example in command.Examples)
                output.WriteLine($"  {ProgramCommand.Name} {example}".TrimEnd());
            output.WriteLine();
        }

        output.WriteLine("Settings (--Database:ConnectionString=…, --urls=…, --environment=…) may stand anywhere; the README lists them.");
        return ExitCodes.Success;
    }
}
