using System.CommandLine;

namespace IncidentGraph.Server.Commands;

/// <summary>A command whose help ends in examples.</summary>
/// <param name="name">How it is called.</param>
/// <param name="description">One or two sentences.</param>
/// <param name="examples">What to type after the program's name.</param>
internal sealed class DocumentedCommand(string name, string description, params IReadOnlyList<string> examples)
    : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}
