namespace IncidentGraph.Server.Commands;

/// <summary>What stands for stdin or stdout where a command takes a file.</summary>
internal static class StandardStream
{
    public const string Name = "-";
}
