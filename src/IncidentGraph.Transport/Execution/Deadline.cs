namespace IncidentGraph.Transport.Execution;

/// <summary>
/// A timer takes no more than about 49 days. What would last longer ends after 40: its client comes back and is judged anew.
/// </summary>
internal static class Deadline
{
    private static readonly TimeSpan _longest = TimeSpan.FromDays(40);

    /// <summary>The time left until <paramref name="moment"/>, as a timer takes it.</summary>
    public static TimeSpan Until(DateTimeOffset moment, TimeProvider time)
    {
        var left = moment - time.GetUtcNow();
        return left <= TimeSpan.Zero ? TimeSpan.Zero : left < _longest ? left : _longest;
    }
}
