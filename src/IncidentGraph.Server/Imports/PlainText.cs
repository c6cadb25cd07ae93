using System.Net;
using System.Text;
using IncidentGraph.Domain;

namespace IncidentGraph.Server.Imports;

/// <summary>Text as others wrote it, made storable: markup is taken off, what no database keeps is replaced, what is too long is cut.</summary>
internal static class PlainText
{
    /// <summary>What is longer than any tag is none.</summary>
    private const int MaxTag = 4096;

    /// <summary>How much longer than its text HTML may be.</summary>
    private const int Overhead = 10;

    private static readonly string[] _lineEnds = ["br", "p", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"];

    /// <summary>Null when nothing is left.</summary>
    public static string? Of(string? text, int max)
    {
        var clean = Storable(text ?? "").Trim();
        return TextRules.IsBlank(clean) ? null : TextRules.Cut(clean, max);
    }

    /// <summary>One line of it.</summary>
    public static string? Line(string? text, int max) =>
        Of(string.Join(' ', TextRules.Flat(Storable(text ?? "")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), max);

    /// <summary>HTML as it reads: lines where tags end them, the addresses of links behind their words.</summary>
    public static string? OfHtml(string? html, int max)
    {
        if (html is null)
            return null;
        html = html.Length > max * Overhead ? html[..(max * Overhead)] : html;
        var text = new StringBuilder(html.Length);
        var link = default(string);
        for (var at = 0; at < html.Length;)
        {
            var end = html[at] == '<' ? TagEnd(html, at) : -1;
            if (end < 0)
            {
                var next = html.IndexOf('<', at + 1);
                var to = next < 0 ? html.Length : next;
                text.Append(html, at, to - at);
                at = to;
                continue;
            }

            link = Render(html[(at + 1)..end], text, link);
            at = end + 1;
        }

        return Of(Tidied(WebUtility.HtmlDecode(text.ToString())), max);
    }

    /// <summary>The end of the tag that begins there; -1 when it is only a sign for "less than".</summary>
    private static int TagEnd(string html, int at)
    {
        if (at + 1 >= html.Length || !(char.IsAsciiLetter(html[at + 1]) || html[at + 1] is '/' or '!'))
            return -1;
        return html.IndexOf('>', at, Math.Min(MaxTag, html.Length - at));
    }

    /// <summary>Answers the address of the link that is open after the tag.</summary>
    private static string? Render(string tag, StringBuilder text, string? link)
    {
        var name = new string([.. tag.TrimStart('/').TakeWhile(char.IsAsciiLetterOrDigit)]).ToLowerInvariant();
        if (_lineEnds.Contains(name))
            text.Append(name == "li" && !tag.StartsWith('/') ? "\n- " : "\n");
        if (name != "a")
            return link;
        if (!tag.StartsWith('/'))
            return Address(tag);
        if (link is not null && !EndsWith(text, link))
            text.Append(" (").Append(link).Append(')');
        return null;
    }

    private static bool EndsWith(StringBuilder text, string end) =>
        text.Length >= end.Length && text.ToString(text.Length - end.Length, end.Length) == end;

    private static string? Address(string tag)
    {
        const string Attribute = "href=";
        var at = tag.IndexOf(Attribute, StringComparison.OrdinalIgnoreCase);
        if (at < 0 || at + Attribute.Length >= tag.Length)
            return null;
        var value = tag[(at + Attribute.Length)..];
        var address = value[0] is '"' or '\'' ? value[1..].Split(value[0])[0] : value.Split(' ')[0];
        return TextRules.IsWebAddress(WebUtility.HtmlDecode(address)) ? address : null;
    }

    /// <summary>No blanks at the ends of lines, and no more than one empty line.</summary>
    private static string Tidied(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim());
        var tidy = new StringBuilder(text.Length);
        var blank = 0;
        foreach (var line in lines)
        {
            blank = line.Length == 0 ? blank + 1 : 0;
            if (blank < 2)
                tidy.Append(line).Append('\n');
        }

        return tidy.ToString();
    }

    private static string Storable(string text)
    {
        if (TextRules.IsStorable(text))
            return text;
        var storable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // half a pair reads as U+FFFD
            storable.Append(rune.Value == 0 ? Rune.ReplacementChar.ToString() : rune.ToString());
        return storable.ToString();
    }
}
