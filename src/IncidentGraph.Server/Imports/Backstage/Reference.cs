using IncidentGraph.Data.Imports;

namespace IncidentGraph.Server.Imports.Backstage;

/// <summary>
/// Names an entity: <c>[kind:][namespace/]name</c>, in any case. Without a kind, the place where it is written suggests one;
/// without a namespace, it is in that of the entity that names it.
/// </summary>
/// <param name="Kind">In lower case, as all.</param>
/// <param name="Namespace">Of the entity.</param>
/// <param name="Name">Unique among those of its kind in the namespace.</param>
internal sealed record Reference(string Kind, string Namespace, string Name)
{
    public const string DefaultNamespace = "default";

    /// <summary>Whether the kind was written, and not suggested.</summary>
    public bool IsExact { get; init; } = true;

    /// <summary>Null when it names nothing that could exist.</summary>
    public static Reference? Parse(string? text, string suggestedKind, string ownNamespace)
    {
        var rest = (text ?? "").Trim().ToLowerInvariant();
        var kind = default(string);
        if (rest.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon)
            (kind, rest) = (rest[..colon], rest[(colon + 1)..]);
        var within = default(string);
        if (rest.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash)
            (within, rest) = (rest[..slash], rest[(slash + 1)..]);
        return Of(kind ?? suggestedKind, within ?? ownNamespace, rest) is { } reference
            ? reference with { IsExact = kind is not null }
            : null;
    }

    public static Reference? Of(string kind, string within, string name) =>
        IsWord(kind) && IsWord(within) && IsWord(name) && kind.Length <= 40 && within.Length <= ExternalId.MaxScope && name.Length <= ExternalId.MaxId
            ? new(kind.ToLowerInvariant(), within.ToLowerInvariant(), name.ToLowerInvariant())
            : null;

    public bool Equals(Reference? other) => other is not null && (Kind, Namespace, Name) == (other.Kind, other.Namespace, other.Name);

    public override int GetHashCode() => HashCode.Combine(Kind, Namespace, Name);

    public override string ToString() => $"{Kind}:{Namespace}/{Name}";

    private static bool IsWord(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '+');
}
