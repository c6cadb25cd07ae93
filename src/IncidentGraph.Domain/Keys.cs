using System.Text;
using IncidentGraph.Domain.Search;

namespace IncidentGraph.Domain;

/// <summary>Human keys made from names that others gave: lower case [a-z0-9-], at most 63.</summary>
public static class Keys
{
    /// <summary>"Git Operations (EU)" is git-operations-eu; empty when the name has no Latin letter or digit.</summary>
    public static string From(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
            Append(key, rune);
        var text = key.ToString();
        return (text.Length > TextRules.Key ? text[..TextRules.Key] : text).Trim('-');
    }

    /// <summary>With a number that tells it from others, within the same bound.</summary>
    public static string WithSuffix(string key, string suffix)
    {
        var room = TextRules.Key - suffix.Length - 1;
        return $"{(key.Length > room ? key[..room].TrimEnd('-') : key)}-{suffix}";
    }

    private static void Append(StringBuilder key, Rune rune)
    {
        var folded = new StringBuilder();
        Folding.Append(folded, rune);
        foreach (var letter in folded.ToString())
        {
            if (char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter))
                key.Append(letter);
            else if (key.Length > 0 && key[^1] != '-')
                key.Append('-');
        }
    }
}
