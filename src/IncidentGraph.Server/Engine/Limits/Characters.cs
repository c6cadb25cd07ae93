using System.Buffers;

namespace IncidentGraph.Server.Engine.Limits;

/// <summary>What names and numbers are made of, and what stands between tokens.</summary>
internal static class Characters
{
    public static readonly SearchValues<char> Name = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    public static readonly SearchValues<char> Ignored = SearchValues.Create("\ufeff\t\n\r ,");

    public static readonly SearchValues<char> Number = SearchValues.Create("0123456789.eE+-");
}
