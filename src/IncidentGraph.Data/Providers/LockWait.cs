namespace IncidentGraph.Data.Providers;

/// <summary>How long a writer waits for another before it answers that the store is unavailable.</summary>
internal static class LockWait
{
    public const int Seconds = 5;
    public const int Milliseconds = Seconds * 1000;
}
