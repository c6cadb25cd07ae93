namespace IncidentGraph.Domain;

/// <summary>The one source of ids that are made before they are stored: UUIDv7, ordered by the moment they are made.</summary>
public static class Ids
{
    public static Guid New(DateTimeOffset now) => Guid.CreateVersion7(now);
}
