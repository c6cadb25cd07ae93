namespace IncidentGraph.Domain.Search;

/// <summary>Shows what was found: short texts whole, of long ones the passages around the hits, each hit apart from the rest.</summary>
public static class Highlighter
{
    public const int Most = 5;

    /// <summary>Texts up to here are shown whole; passages of longer ones are about as long.</summary>
    public const int Passage = 200;

    private const int Before = 60;
    private const int MostOfText = 2;
    private const string Cut = "…";

    public static IReadOnlyList<SearchHighlight> Of(IReadOnlyList<SearchField> fields, Sought sought) =>
        [.. fields.SelectMany(field => Passages(field, sought)).Take(Most)];

    private static IEnumerable<SearchHighlight> Passages(SearchField field, Sought sought)
    {
        List<Word> words = [.. Words.Of(field.Text)];
        var hits = Hits(words, sought);
        for (var shown = 0; shown < MostOfText && hits.Count > 0; shown++)
        {
            var (from, to) = Window(field.Text, words, hits[0]);
            var inside = hits.Where(hit => hit.End <= to).ToList();
            yield return new SearchHighlight(field.Name, [.. Segments(field.Text, from, to, inside)]);
            hits.RemoveRange(0, inside.Count);
        }
    }

    /// <summary>Where phrases stand in the text, in order; what overlaps is one.</summary>
    private static List<(int Start, int End)> Hits(List<Word> words, Sought sought)
    {
        var hits = new List<(int Start, int End)>();
        for (var at = 0; at < words.Count; at++)
        {
            var length = sought.Phrases.Where(phrase => StandsAt(words, at, phrase)).Select(phrase => phrase.Words.Count).DefaultIfEmpty().Max();
            if (length == 0)
                continue;
            var hit = (words[at].Start, words[at + length - 1].End);
            if (hits.Count > 0 && hit.Start < hits[^1].End)
                hits[^1] = (hits[^1].Start, Math.Max(hits[^1].End, hit.End));
            else
                hits.Add(hit);
        }

        return hits;
    }

    private static bool StandsAt(List<Word> words, int at, SoughtPhrase phrase)
    {
        if (at + phrase.Words.Count > words.Count)
            return false;
        for (var i = 0; i < phrase.Words.Count; i++)
        {
            if (!phrase.Words[i].Matches(words[at + i].Text))
                return false;
        }

        return true;
    }

    /// <summary>A passage around a hit that begins and ends with a word.</summary>
    private static (int From, int To) Window(string text, List<Word> words, (int Start, int End) hit)
    {
        if (text.Length <= Passage)
            return (0, text.Length);
        var from = hit.Start <= Before ? 0 : words.First(word => word.Start >= hit.Start - Before).Start;
        var limit = Math.Max(hit.End, from + Passage);
        return (from, limit >= text.Length ? text.Length : words.Last(word => word.End <= limit).End);
    }

    private static IEnumerable<SearchSegment> Segments(string text, int from, int to, List<(int Start, int End)> hits)
    {
        var at = from;
        var gap = from > 0 ? Cut : "";
        foreach (var (start, end) in hits)
        {
            gap += text[at..start];
            if (gap.Length > 0)
                yield return new SearchSegment(gap, IsMatch: false);
            yield return new SearchSegment(text[start..end], IsMatch: true);
            (at, gap) = (end, "");
        }

        gap = text[at..to] + (to < text.Length ? Cut : "");
        if (gap.Length > 0)
            yield return new SearchSegment(gap, IsMatch: false);
    }
}
