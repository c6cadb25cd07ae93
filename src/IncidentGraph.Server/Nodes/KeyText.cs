using IncidentGraph.Domain;

namespace IncidentGraph.Server.Nodes;

/// <summary>Human keys as callers write them where an id is asked for.</summary>
internal static class KeyText
{
    /// <summary>A key that names no object: ids that cannot be read match nothing.</summary>
    public const long NoNumber = -1;

    /// <summary>The key as it is asked for in the database; no key at all where no column could hold the text.</summary>
    public static string Human(string? text) => text is not null && TextRules.IsStorable(text) ? text : string.Empty;

    public static long Number(string text) => long.TryParse(text, out var number) && number >= 0 ? number : NoNumber;
}
