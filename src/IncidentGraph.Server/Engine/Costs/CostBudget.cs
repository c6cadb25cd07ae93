namespace IncidentGraph.Server.Engine.Costs;

/// <summary>
/// What one caller may spend over time: a leaky bucket that holds <paramref name="size"/> and empties by <paramref name="rate"/> a second.
/// Safe for concurrent use.
/// </summary>
internal sealed class CostBudget(double size, double rate, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private double _spent;
    private long _at = clock.GetTimestamp();

    public double Remaining
    {
        get
        {
            lock (_lock)
                return size - Leak();
        }
    }

    /// <summary>Takes all of it and answers null, or takes nothing and answers how long it takes until there is enough.</summary>
    public TimeSpan? Take(double amount)
    {
        lock (_lock)
        {
            var over = Leak() + amount - size;
            if (over > 0)
                return TimeSpan.FromSeconds(over / rate);
            _spent += amount;
            return null;
        }
    }

    public void GiveBack(double amount)
    {
        lock (_lock)
            _spent = Math.Max(0, Leak() - amount);
    }

    private double Leak()
    {
        var now = clock.GetTimestamp();
        _spent = Math.Max(0, _spent - rate * clock.GetElapsedTime(_at, now).TotalSeconds);
        _at = now;
        return _spent;
    }
}
