using System.CommandLine;
using System.CommandLine.Parsing;
using IncidentGraph.Server.Commands;

namespace IncidentGraph.Server.Imports;

/// <summary>What every import takes.</summary>
internal sealed class ImportArguments
{
    public Argument<string[]> Files { get; } = Taking("Files to import, or - for stdin; paths begin in the working directory.");

    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Only report what would be done; change nothing." };

    private static Argument<string[]> Taking(string description)
    {
        var files = new Argument<string[]>("FILE") { Arity = ArgumentArity.OneOrMore, Description = description };
        files.Validators.Add(RefuseOptions);
        return files;
    }

    /// <summary>A mistyped option is no file.</summary>
    private static void RefuseOptions(ArgumentResult result)
    {
        if (result.Tokens.FirstOrDefault(t => t.Value.StartsWith('-') && t.Value != StandardStream.Name) is { } option)
            result.AddError($"There is no option '{option.Value}'.");
    }
}
