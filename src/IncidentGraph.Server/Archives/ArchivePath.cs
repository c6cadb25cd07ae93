using System.CommandLine;

namespace IncidentGraph.Server.Archives;

/// <summary>Where a command reads or writes: a file, or <c>-</c> for stdin or stdout.</summary>
internal static class ArchivePath
{
    public static Argument<string> Argument(string description) => new("FILE") { Description = description };
}
