using System.Text;

namespace IncidentGraph.Domain.People;

/// <summary>Handles: lower case [a-z0-9._-], unique, at most 63.</summary>
public static class Handles
{
    // Written out, because the process runs without culture data and so cannot decompose letters.
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿāăąćčďęěğıłńňőřśşšţťůűźżž";
    private const string Plain = "aaaaaaceeeeiiiinoooooouuuuyyaaaccdeegilnnorsssttuuzzz";

    /// <summary>The first candidate that yields a handle (of an address, what is before the @), else "user".</summary>
    public static string From(params IReadOnlyList<string?> candidates)
        => candidates.Select(Derive).FirstOrDefault(handle => handle.Length > 0) ?? "user";

    /// <summary>ada, ada-2, ada-3: the next to try when the one before is taken.</summary>
    public static string WithSuffix(string handle, int number)
    {
        var suffix = $"-{number}";
        var room = TextRules.Key - suffix.Length;
        return (handle.Length > room ? handle[..room] : handle) + suffix;
    }

    private static string Derive(string? candidate)
    {
        var name = (candidate ?? "").Split('@')[0].ToLowerInvariant();
        var handle = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            var accented = Accented.IndexOf(letter, StringComparison.Ordinal);
            var c = accented < 0 ? letter : Plain[accented];
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-')
                handle.Append(c);
            else if (char.IsWhiteSpace(c) && handle.Length > 0 && handle[^1] != '.')
                handle.Append('.');
        }

        var trimmed = handle.ToString().Trim('.', '-', '_');
        return trimmed.Length > TextRules.Key ? trimmed[..TextRules.Key] : trimmed;
    }
}
