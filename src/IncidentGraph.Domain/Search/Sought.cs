namespace IncidentGraph.Domain.Search;

/// <summary>A word that has to be found, whole or as the beginning of one.</summary>
public sealed record SoughtWord(string Text, bool IsPrefix)
{
    /// <summary>What a <see cref="Words.Line"/> contains where it has the word.</summary>
    public string Pattern => IsPrefix ? $"{Words.Bar}{Text}" : $"{Words.Bar}{Text}{Words.Bar}";

    public bool Matches(string word) => IsPrefix ? word.StartsWith(Text, StringComparison.Ordinal) : word == Text;
}

/// <summary>Words that have to be found side by side, in this order; mostly just one.</summary>
public sealed record SoughtPhrase(IReadOnlyList<SoughtWord> Words)
{
    public string Pattern => string.Concat(Words.Take(Words.Count - 1).Select(word => $"{Search.Words.Bar}{word.Text}")) + Words[^1].Pattern;
}

/// <summary>
/// What somebody looks for, in their own words: all of them have to be found. Quotes, and whatever else leaves no space
/// between words (<c>payment-gateway</c>, <c>10.0.3</c>), ask for neighbours; a star at the end for the beginning of a word.
/// No other sign means anything.
/// </summary>
public sealed record Sought(IReadOnlyList<SoughtPhrase> Phrases)
{
    private const char Star = '*';

    /// <summary>All words, each once.</summary>
    public IReadOnlyList<SoughtWord> Words { get; } = [.. Phrases.SelectMany(phrase => phrase.Words).Distinct()];

    /// <summary>All words side by side, as a line holds them.</summary>
    public string Whole => new SoughtPhrase([.. Phrases.SelectMany(phrase => phrase.Words)]).Pattern;

    public static Sought Of(string text)
    {
        var parts = text.Split(['"', '“', '”', '„']);
        var chunks = parts.SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return new Sought([.. chunks.Select(Phrase).Where(phrase => phrase.Words.Count > 0)]);
    }

    private static SoughtPhrase Phrase(string chunk)
    {
        var words = Search.Words.Of(chunk).Select(word => word.Text).ToList();
        var isPrefix = chunk.TrimEnd().EndsWith(Star);
        return new SoughtPhrase([.. words.Select((word, i) => new SoughtWord(word, isPrefix && i == words.Count - 1))]);
    }
}
