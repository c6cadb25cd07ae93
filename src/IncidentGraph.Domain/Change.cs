namespace IncidentGraph.Domain;

/// <summary>A field of a partial change: absent (the default) leaves it as it is, null clears it.</summary>
public readonly record struct Change<T>
{
    public Change(T value)
    {
        IsSet = true;
        Value = value;
    }

    public bool IsSet { get; }

    public T? Value { get; }

    public static implicit operator Change<T>(T value) => new(value);

    /// <summary>What the field is after the change.</summary>
    public T? Or(T? present) => IsSet ? Value : present;
}

/// <summary>Makes changes of types that have no implicit conversion, such as lists.</summary>
public static class Change
{
    public static Change<T> To<T>(T value) => new(value);
}
