namespace IncidentGraph.Server.Binding;

/// <summary>What a bound field may know of the operation that asks for it; apart from any engine's own types.</summary>
public abstract class FieldContext
{
    /// <summary>The object that has the field; null at the roots.</summary>
    public abstract object? Source { get; }

    /// <summary>Services of this operation: one scope per operation, or per event of a subscription.</summary>
    public abstract IServiceProvider Services { get; }

    public abstract CancellationToken Aborted { get; }

    /// <summary>The coerced value of an argument; false when it was neither given nor has a default.</summary>
    public abstract bool TryGetArgument(string name, out object? value);
}
