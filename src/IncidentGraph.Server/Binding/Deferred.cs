namespace IncidentGraph.Server.Binding;

/// <summary>A value that will be fetched together with others: the engine asks for it once all siblings are collected.</summary>
public abstract class Deferred
{
    public abstract Task<object?> GetAsync(CancellationToken ct);
}

/// <inheritdoc cref="Deferred"/>
public sealed class Deferred<T>(Func<CancellationToken, Task<T>> get) : Deferred
{
    public static Deferred<T> Of(T value) => new(_ => Task.FromResult(value));

    public Task<T> ResultAsync(CancellationToken ct) => get(ct);

    public override async Task<object?> GetAsync(CancellationToken ct) => await get(ct);

    public Deferred<TNext> Then<TNext>(Func<T, TNext> next) => new(async ct => next(await get(ct)));

    /// <summary>Both are asked for before either is fetched.</summary>
    public Deferred<TNext> With<TOther, TNext>(Deferred<TOther> other, Func<T, TOther, TNext> next) =>
        new(async ct => next(await get(ct), await other.ResultAsync(ct)));
}
