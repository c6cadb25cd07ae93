namespace IncidentGraph.Server.Engine.Limits;

/// <summary>Lines of a document (GraphQL specification, "Line Terminators"): no other character ends one.</summary>
internal static class Lines
{
    public static bool HasLongerThan(ReadOnlySpan<char> text, int length)
    {
        while (text.Length > length)
        {
            var end = EndOf(text);
            if (end > length)
                return true;
            text = text[Math.Min(end + 1, text.Length)..];
        }

        return false;
    }

    /// <summary>Where the line begins in which a place is.</summary>
    public static int StartOf(ReadOnlySpan<char> text, int at) => text[..at].LastIndexOfAny('\n', '\r') + 1;

    /// <summary>Where a line begins, by its number from 1.</summary>
    public static int StartOfNumber(ReadOnlySpan<char> text, int line)
    {
        var at = 0;
        for (; line > 1 && at < text.Length; line--)
            at += EndOf(text[at..]) + (text[(at + EndOf(text[at..]))..].StartsWith("\r\n") ? 2 : 1);
        return Math.Min(at, text.Length);
    }

    /// <summary>The number, from 1, of the line in which a place is.</summary>
    public static int NumberAt(ReadOnlySpan<char> text, int at)
    {
        var line = 1;
        for (var i = 0; i < at; i++)
        {
            if (text[i] is '\n' || (text[i] is '\r' && !text[i..].StartsWith("\r\n")))
                line++;
        }

        return line;
    }

    private static int EndOf(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny('\n', '\r');
        return end < 0 ? text.Length : end;
    }
}
