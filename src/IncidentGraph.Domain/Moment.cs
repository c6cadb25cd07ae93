namespace IncidentGraph.Domain;

/// <summary>Times are UTC and kept to the millisecond, so that every database stores and orders them alike.</summary>
public static class Moment
{
    /// <summary>Stands for "not yet" in columns that are sorted: null sorts as the latest time.</summary>
    public static readonly DateTimeOffset Never = new(9999, 12, 31, 23, 59, 59, 999, TimeSpan.Zero);

    public static DateTimeOffset ToMoment(this DateTimeOffset time)
    {
        var utc = time.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMillisecond));
    }

    public static DateTimeOffset NowMoment(this TimeProvider clock) => clock.GetUtcNow().ToMoment();
}
