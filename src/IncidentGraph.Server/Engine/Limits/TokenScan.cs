namespace IncidentGraph.Server.Engine.Limits;

/// <summary>
/// Finds where a document's tokens begin and end (GraphQL specification, "Lexical Tokens") without judging them: the parser tells what is wrong
/// with one. Comments are tokens too.
/// </summary>
internal ref struct TokenScan(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;

    public int Start { get; private set; }

    public int End { get; private set; }

    public readonly ReadOnlySpan<char> Token => _text[Start..End];

    /// <summary>At the end, <see cref="Start"/> and <see cref="End"/> are the text's length.</summary>
    public bool MoveNext()
    {
        var ignored = _text[End..].IndexOfAnyExcept(Characters.Ignored);
        Start = ignored < 0 ? _text.Length : End + ignored;
        End = Start == _text.Length ? Start : Start + LengthOf(_text[Start..]);
        return Start < _text.Length;
    }

    private static int LengthOf(ReadOnlySpan<char> text) => text[0] switch
    {
        '"' when text.StartsWith("\"\"\"") => BlockString(text),
        '"' => String(text),
        '#' => Until(text, text.IndexOfAny('\n', '\r')),
        '.' when text.StartsWith("...") => 3,
        '-' or (>= '0' and <= '9') => Until(text, text.IndexOfAnyExcept(Characters.Number)),
        var first when Characters.Name.Contains(first) => Until(text, text.IndexOfAnyExcept(Characters.Name)),
        _ => 1,
    };

    private static int String(ReadOnlySpan<char> text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] is '"')
                return at + 1;
            if (text[at] is '\n' or '\r')
                return at;
            if (text[at] is '\\')
                at++;
        }

        return text.Length;
    }

    private static int BlockString(ReadOnlySpan<char> text)
    {
        for (var at = 3; text[at..].IndexOf("\"\"\"") is >= 0 and var found; at += found + 3)
        {
            if (text[at + found - 1] is not '\\')
                return at + found + 3;
        }

        return text.Length;
    }

    private static int Until(ReadOnlySpan<char> text, int end) => end < 0 ? text.Length : end;
}
