namespace IncidentGraph.Server.Settings;

/// <summary>Finds what somebody meant.</summary>
internal static class Spelling
{
    /// <summary>A slip or two in a word that is long enough to be recognised.</summary>
    private const int LettersForEachSlip = 3;

    public static bool IsOneOf(string word, IEnumerable<string> words) => words.Contains(word, StringComparer.OrdinalIgnoreCase);

    /// <summary>The word that takes the fewest changes; null when that is another word altogether, unless some word is always wanted.</summary>
    public static string? Nearest(string word, IEnumerable<string> words, bool isAlways)
    {
        var nearest = words.MinBy(other => Distance(word, other));
        return nearest is not null && (isAlways || Distance(word, nearest) <= Math.Min(2, word.Length / LettersForEachSlip)) ? nearest : null;
    }

    /// <summary>Letters to insert, remove or replace (Levenshtein), whatever their case.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (char.ToUpperInvariant(from[i - 1]) == char.ToUpperInvariant(to[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
