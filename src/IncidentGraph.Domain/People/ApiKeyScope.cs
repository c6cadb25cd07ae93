namespace IncidentGraph.Domain.People;

/// <summary>
/// What an API key may do. All but the last stand in a row, each including the ones before, as the roles of people do;
/// <see cref="Private"/> stands beside them.
/// </summary>
public enum ApiKeyScope
{
    /// <summary>Reads all that is not private.</summary>
    Read,

    /// <summary>Also declares incidents.</summary>
    Declare,

    /// <summary>Also works on incidents.</summary>
    Respond,

    /// <summary>Also tells the public.</summary>
    Publish,

    /// <summary>Also configures; but only people give out keys.</summary>
    Admin,

    /// <summary>Private incidents too.</summary>
    Private,
}
