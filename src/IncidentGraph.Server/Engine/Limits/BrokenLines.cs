using System.Text;

namespace IncidentGraph.Server.Engine.Limits;

/// <summary>
/// A document with a break before each token that stands far to the right. To the parser it is the same, only that what it finds wrong is in a
/// short line: it takes the square of an error's column to tell of it, 10 s for one after 80,000 characters.
/// </summary>
internal sealed class BrokenLines
{
    /// <summary>From this column on, the next token begins a line: an error there takes 1 ms.</summary>
    private const int Farthest = 2000;

    private readonly string _original;
    private readonly List<int> _breaks = [];

    private BrokenLines(string text)
    {
        _original = text;
        var broken = new StringBuilder(text.Length + 100);
        var (copied, lineStart) = (0, 0);
        var scan = new TokenScan(text);
        do
        {
            scan.MoveNext(); // at the end too: there may be an error
            if (text.AsSpan(copied, scan.Start - copied).LastIndexOfAny('\n', '\r') is >= 0 and var lineEnd)
                lineStart = copied + lineEnd + 1;
            broken.Append(text, copied, scan.Start - copied);
            copied = scan.Start;
            if (scan.Start - lineStart <= Farthest)
                continue;
            _breaks.Add(broken.Length);
            broken.Append('\n');
            lineStart = scan.Start;
        }
        while (copied < text.Length);
        Text = broken.ToString();
    }

    public string Text { get; }

    /// <summary>Null where no line is long.</summary>
    public static BrokenLines? Of(string text) => Lines.HasLongerThan(text, Farthest) ? new(text) : null;

    /// <summary>The place in the document itself of one in <see cref="Text"/>; lines and columns count from 1.</summary>
    public (int Line, int Column) Locate(int line, int column)
    {
        var broken = Lines.StartOfNumber(Text, line) + column - 1;
        var at = Math.Min(broken - _breaks.Count(one => one < broken), _original.Length);
        return (Lines.NumberAt(_original, at), at - Lines.StartOf(_original, at) + 1);
    }
}
