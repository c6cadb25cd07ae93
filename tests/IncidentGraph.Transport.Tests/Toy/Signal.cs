namespace IncidentGraph.Transport.Tests.Toy;

/// <summary>A value whose changes can be awaited.</summary>
public sealed class Signal<T>(T initial)
{
    private readonly Lock _lock = new();
    private T _value = initial;
    private TaskCompletionSource _changed = New();

    public T Value
    {
        get
        {
            lock (_lock)
                return _value;
        }
    }

    public T Change(Func<T, T> change)
    {
        TaskCompletionSource changed;
        T value;
        lock (_lock)
        {
            value = _value = change(_value);
            (changed, _changed) = (_changed, New());
        }

        changed.SetResult();
        return value;
    }

    public async Task<T> UntilAsync(Func<T, bool> condition)
    {
        while (true)
        {
            T value;
            Task changed;
            lock (_lock)
                (value, changed) = (_value, _changed.Task);
            if (condition(value))
                return value;
            await changed.WaitAsync(CancellationToken.None);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
