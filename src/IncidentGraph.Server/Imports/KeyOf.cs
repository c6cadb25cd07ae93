using IncidentGraph.Domain;

namespace IncidentGraph.Server.Imports;

/// <summary>Human keys for what has only a name, in the order in which they are tried.</summary>
internal static class KeyOf
{
    private const int Numbered = 50;

    /// <param name="names">The best first; those without a Latin letter or digit give none.</param>
    public static List<string> Candidates(params IEnumerable<string?> names)
    {
        var keys = names.Select(name => Keys.From(name ?? "")).Where(key => key.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var last = keys.LastOrDefault() ?? "imported";
        return [.. keys, .. Enumerable.Range(2, Numbered).Select(number => Keys.WithSuffix(last, $"{number}"))];
    }
}
