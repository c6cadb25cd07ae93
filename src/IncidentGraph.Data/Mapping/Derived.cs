namespace IncidentGraph.Data.Mapping;

/// <summary>
/// Names of the columns that are kept beside a property so that filters and sorts need no function: lower-cased text,
/// ranks, and sentinels in place of null. Read them with <c>EF.Property</c>.
/// </summary>
public static class Derived
{
    public const string TitleFolded = nameof(TitleFolded);
    public const string SummaryFolded = nameof(SummaryFolded);
    public const string NameFolded = nameof(NameFolded);
    public const string DisplayNameFolded = nameof(DisplayNameFolded);
    public const string EmailFolded = nameof(EmailFolded);

    /// <summary>The place of the status in the lifecycle (int).</summary>
    public const string StatusRank = nameof(StatusRank);

    /// <summary>The severity's level, or <see cref="NoSeverity"/> (int).</summary>
    public const string SeveritySort = nameof(SeveritySort);

    /// <summary>When it was resolved, or <see cref="Domain.Moment.Never"/>.</summary>
    public const string ResolvedSort = nameof(ResolvedSort);

    /// <summary>When it was published, or <see cref="Domain.Moment.Never"/>.</summary>
    public const string PublishedSort = nameof(PublishedSort);

    /// <summary>When it is due, or <see cref="Domain.Moment.Never"/>.</summary>
    public const string DueSort = nameof(DueSort);

    /// <summary>The place of the priority among the grades (int).</summary>
    public const string PriorityRank = nameof(PriorityRank);

    /// <summary>Sorts an incident without severity after all others.</summary>
    public const int NoSeverity = 99;

    /// <summary>How text is lowered, in columns and in what is compared with them. Keeps the length.</summary>
    public static string Fold(string text) => text.ToLowerInvariant();
}
