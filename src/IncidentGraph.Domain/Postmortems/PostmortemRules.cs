namespace IncidentGraph.Domain.Postmortems;

/// <summary>How much a postmortem may hold, and how long it may take.</summary>
public static class PostmortemRules
{
    public const int FaultTree = 100;
    public const int Timeline = 200;
    public const int Participants = 100;
    public const int FollowUps = 100;

    /// <summary>From the resolution, where the severity says nothing else.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromHours(24);
}
