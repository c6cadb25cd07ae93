namespace IncidentGraph.Domain.Postmortems;

/// <summary>What it takes to act on a postmortem. Whoever may not see its incident knows nothing of it.</summary>
public enum PostmortemRight
{
    /// <summary>The token role responder.</summary>
    Responder,

    /// <summary>Any responder but the one who submitted it: four eyes. Admins always.</summary>
    Reviewer,

    /// <summary>Its owner, the incident's commander, or an admin; while there is no commander, any responder acts as one.</summary>
    Owner,
}
