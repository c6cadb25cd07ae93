namespace IncidentGraph.Domain.People;

public sealed class Automation : Actor
{
    /// <summary>The server itself: seeding, housekeeping. Exists from the first migration on.</summary>
    public const long SystemId = 1;

    public required AutomationKind Kind { get; init; }
}
