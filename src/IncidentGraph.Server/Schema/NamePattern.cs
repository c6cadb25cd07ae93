namespace IncidentGraph.Server.Schema;

/// <summary>A name in which one <c>*</c> may stand for any part that is not empty.</summary>
internal sealed record NamePattern(string Text)
{
    /// <summary>What the <c>*</c> stands for in this name, the whole name when there is none; null when the name does not fit.</summary>
    public string? Match(string name)
    {
        var star = Text.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return name == Text ? name : null;
        }

        var (prefix, suffix) = (Text[..star], Text[(star + 1)..]);
        return name.Length > prefix.Length + suffix.Length
            && name.StartsWith(prefix, StringComparison.Ordinal)
            && name.EndsWith(suffix, StringComparison.Ordinal)
                ? name[prefix.Length..^suffix.Length]
                : null;
    }
}
