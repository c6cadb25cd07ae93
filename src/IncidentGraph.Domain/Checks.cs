using IncidentGraph.Domain.Errors;

namespace IncidentGraph.Domain;

/// <summary>Collects what is wrong with a command's input, and hands on the input cleaned: trimmed, blank as null.</summary>
internal sealed class Checks
{
    private readonly List<DomainError> _errors = [];

    public List<DomainError> Errors => _errors;

    public bool Failed => _errors.Count > 0;

    public void Add(DomainError? error)
    {
        if (error is not null)
            _errors.Add(error);
    }

    public void Invalid(string message, string remedy, params IReadOnlyList<string> field)
        => _errors.Add(new ValidationError(message, field, remedy));

    public string Required(string? text, int max, params IReadOnlyList<string> field)
    {
        var clean = Optional(text, max, field);
        if (clean is null && (text is null || TextRules.IsBlank(text)))
            Invalid($"{field[^1]} is blank.", "Give some text.", field);
        return clean ?? "";
    }

    public string? Optional(string? text, int max, params IReadOnlyList<string> field)
    {
        var clean = text?.Trim();
        if (clean is null || TextRules.IsBlank(clean))
            return null;
        if (clean.Length > max)
            return Refuse($"{field[^1]} has {clean.Length} characters.", $"Use at most {max}.", field);
        if (!TextRules.IsStorable(clean))
            return Refuse($"{field[^1]} holds U+0000 or half of a surrogate pair.", "Send well-formed Unicode text.", field);
        if (IsShownOnOneLine(max) && !TextRules.IsOneLine(clean))
            return Refuse($"{field[^1]} holds a line break or another control character.", "Write it on one line.", field);
        return clean;
    }

    // Paragraphs and longer texts have lines; nobody is shown the issuer and subject of a token.
    private static bool IsShownOnOneLine(int max) => max is <= TextRules.Short and not TextRules.Identity;

    public IReadOnlyList<string> Lines(IReadOnlyList<string>? lines, int max, params IReadOnlyList<string> field)
    {
        if (!Fits(lines, TextRules.Items, field))
            return [];
        return [.. lines!.Select((line, i) => Required(line, max, [.. field, $"{i}"]))];
    }

    public string? WebAddress(string? address, params IReadOnlyList<string> field)
    {
        var clean = Optional(address, TextRules.Url, field);
        if (clean is null || TextRules.IsWebAddress(clean))
            return clean;
        return Refuse($"{field[^1]} is not an absolute http(s) address.", "Use one like https://example.org/path.", field);
    }

    public IReadOnlyList<Link> Links(IReadOnlyList<Link>? links, params IReadOnlyList<string> field)
    {
        if (!Fits(links, TextRules.Links, field))
            return [];
        return [.. links!.Select((link, i) => new Link(
            Required(link.Label, TextRules.Label, [.. field, $"{i}", "label"]),
            RequiredAddress(link.Url, [.. field, $"{i}", "url"])))];
    }

    /// <summary>False when there is nothing to look at: no list, or one that is too long.</summary>
    public bool Fits<T>(IReadOnlyList<T>? items, int max, params IReadOnlyList<string> field)
    {
        if (items is null)
            return false;
        if (items.Count <= max)
            return true;
        Invalid($"{field[^1]} has {items.Count} items.", $"Send at most {max}.", field);
        return false;
    }

    public TimeSpan? Positive(TimeSpan? time, params IReadOnlyList<string> field)
    {
        if (time is { } given && (given <= TimeSpan.Zero || given > TimeSpan.FromDays(366)))
            Invalid($"{field[^1]} is out of range.", "Use more than nothing and at most 366 days.", field);
        return time;
    }

    private string RequiredAddress(string? address, IReadOnlyList<string> field)
    {
        if (string.IsNullOrWhiteSpace(address))
            return Required(address, TextRules.Url, field);
        return WebAddress(address, field) ?? "";
    }

    private string? Refuse(string message, string remedy, IReadOnlyList<string> field)
    {
        Invalid(message, remedy, field);
        return null;
    }
}
