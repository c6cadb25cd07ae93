using System.Globalization;
using System.Text;

namespace IncidentGraph.Domain;

/// <summary>
/// The bounds of everything people type, in UTF-16 units and items. Columns take their sizes from here.
/// </summary>
public static class TextRules
{
    public const int Title = 200;
    public const int Name = 100;
    public const int Key = 63;
    public const int Label = 100;
    public const int Tag = 50;
    public const int Email = 254;

    /// <summary>Issuer and subject of a token.</summary>
    public const int Identity = 255;

    /// <summary>One line: a symptom, an impact's note.</summary>
    public const int Short = 500;

    /// <summary>A reason, an error message, a hand-over note.</summary>
    public const int Paragraph = 2_000;

    public const int Long = 10_000;
    public const int Url = 2_048;
    public const int EventSummary = 500;

    public const int Items = 50;
    public const int Links = 20;
    public const int Tags = 20;

    /// <summary>True unless the text holds U+0000 or half of a surrogate pair, which not every database can store.</summary>
    public static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || char.IsLowSurrogate(text[i]))
                return false;
            if (!char.IsHighSurrogate(text[i]))
                continue;
            if (++i == text.Length || !char.IsLowSurrogate(text[i]))
                return false;
        }

        return true;
    }

    /// <summary>True unless the text breaks the line, or holds another control character.</summary>
    public static bool IsOneLine(string text) => !text.Any(BreaksLine);

    /// <summary>True for what shows nothing: white space, control characters and those that only shape others, such as U+200B.</summary>
    public static bool IsBlank(string text) => text.EnumerateRunes().All(rune =>
        Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format);

    /// <summary>The text on one line, each control character as a space.</summary>
    public static string Flat(string text) => string.Concat(text.Select(c => BreaksLine(c) ? ' ' : c)).Trim();

    public static bool IsWebAddress(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            && address.Host.Length > 0;

    /// <summary>[a-z0-9-], not empty.</summary>
    public static bool IsKey(string text)
        => text.Length > 0 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>[a-z0-9._-], not empty.</summary>
    public static bool IsHandle(string text)
        => text.Length > 0
            && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.' or '_');

    /// <summary>At most <paramref name="max"/> units, never half a character; what was cut shows as an ellipsis.</summary>
    public static string Cut(string text, int max)
    {
        if (text.Length <= max)
            return text;
        var end = max - 1;
        if (char.IsHighSurrogate(text[end - 1]))
            end--;
        return text[..end].TrimEnd() + "…";
    }

    /// <summary>One line that ends in one full stop (or in the mark that it has) and fits an event's summary.</summary>
    public static string Sentence(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return Cut(line.Length > 0 && line[^1] is ('.' or '!' or '?' or '…') ? line : line + ".", EventSummary);
    }

    private static bool BreaksLine(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
