using System.Globalization;
using System.Text;

namespace IncidentGraph.Domain.Search;

/// <summary>
/// Cuts text into words, alike for what is stored, what is sought and what is highlighted, so that every database finds
/// the same. A word is a run of letters and digits, without case and accents; scripts that put no spaces between words
/// give a word for each character. Nothing is left out, however common.
/// </summary>
public static class Words
{
    /// <summary>Encloses every word of a <see cref="Line"/>; no word holds it.</summary>
    public const char Bar = '|';

    /// <summary>In UTF-16 units; a longer run, such as a hash, is several words. Databases bound the size of a word.</summary>
    public const int Longest = 64;

    public static IEnumerable<Word> Of(string text)
    {
        var word = new StringBuilder();
        var (start, end) = (0, 0);
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            var kind = KindOf(rune);
            if (word.Length > 0 && (kind is RuneKind.Gap or RuneKind.Alone || word.Length >= Longest))
                yield return Take(word, start, end);
            if (kind is RuneKind.Letter or RuneKind.Alone)
            {
                start = word.Length == 0 ? at : start;
                Folding.Append(word, rune);
            }

            at += length;
            end = kind == RuneKind.Gap ? end : at;
            if (kind == RuneKind.Alone)
                yield return Take(word, start, end);
        }

        if (word.Length > 0)
            yield return Take(word, start, end);
    }

    /// <summary>
    /// The words of several texts as <c>|one|two||three|</c>: within a text neighbours share a bar, between texts nothing
    /// is adjacent. Empty when there are none.
    /// </summary>
    public static string Line(params IEnumerable<string> texts) =>
        string.Concat(texts.Select(Join));

    internal static string Join(string text)
    {
        var words = string.Join(Bar, Of(text).Select(word => word.Text));
        return words.Length == 0 ? "" : $"{Bar}{words}{Bar}";
    }

    private static Word Take(StringBuilder word, int start, int end)
    {
        var taken = new Word(word.ToString(), start, end);
        word.Clear();
        return taken;
    }

    private static RuneKind KindOf(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => RuneKind.Silent,
        UnicodeCategory.SpacingCombiningMark => RuneKind.Letter,
        _ when Rune.IsLetterOrDigit(rune) => StandsAlone(rune.Value) ? RuneKind.Alone : RuneKind.Letter,
        _ => RuneKind.Gap,
    };

    /// <summary>Chinese, Japanese, Thai, Lao, Burmese and Khmer.</summary>
    private static bool StandsAlone(int rune) => rune is (>= 0x0e00 and <= 0x0eff) or (>= 0x1000 and <= 0x109f)
        or (>= 0x1780 and <= 0x17ff) or (>= 0x3040 and <= 0x30ff) or (>= 0x31f0 and <= 0x31ff) or (>= 0x3400 and <= 0x4dbf)
        or (>= 0x4e00 and <= 0x9fff) or (>= 0xf900 and <= 0xfaff) or (>= 0xff66 and <= 0xff9f) or (>= 0x20000 and <= 0x3ffff);

    private enum RuneKind
    {
        Gap,
        Letter,

        /// <summary>Part of a word that makes no difference: accents, joiners, marks of direction.</summary>
        Silent,

        /// <summary>A word by itself.</summary>
        Alone,
    }
}
