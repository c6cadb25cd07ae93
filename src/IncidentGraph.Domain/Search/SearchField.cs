namespace IncidentGraph.Domain.Search;

/// <summary>How much a word counts where it is found.</summary>
public enum SearchPlace
{
    /// <summary>What people call it by: a number, a key. Asked for alone, it comes first.</summary>
    Name,

    Title,
    Body,
}

/// <summary>One text of an object, by the name of its field in the contract; a list is a field for each item.</summary>
public sealed record SearchField(string Name, SearchPlace Place, string Text);
