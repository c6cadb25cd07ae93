namespace IncidentGraph.Server.Binding;

/// <summary>How one field of the contract gets its value: data made once at start, so that execution needs no reflection.</summary>
public abstract record FieldBinding(string TypeName, string FieldName);

/// <summary>A value that is at hand, or a <see cref="Deferred"/> that a loader fetches for many objects at once.</summary>
public sealed record ValueBinding(string TypeName, string FieldName, Func<FieldContext, object?> Get)
    : FieldBinding(TypeName, FieldName);

public sealed record AsyncBinding(string TypeName, string FieldName, Func<FieldContext, Task<object?>> GetAsync)
    : FieldBinding(TypeName, FieldName);

/// <summary>A subscription field: each item becomes one answer.</summary>
public sealed record StreamBinding(string TypeName, string FieldName, Func<FieldContext, Task<IAsyncEnumerable<object>>> OpenAsync)
    : FieldBinding(TypeName, FieldName);
