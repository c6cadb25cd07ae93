using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Resolvers;
using IncidentGraph.Server.Binding;

namespace IncidentGraph.Server.Engine;

/// <summary>Runs a binding inside the engine.</summary>
internal sealed class BoundResolver(FieldBinding binding) : IFieldResolver
{
    public ValueTask<object?> ResolveAsync(IResolveFieldContext context) => binding switch
    {
        ValueBinding value => new(Adapt(value.Get(new EngineContext(context)))),
        AsyncBinding later => AwaitAsync(later.GetAsync(new EngineContext(context))),
        _ => new((context.RootValue as StreamedItem)?.Value),
    };

    private static async ValueTask<object?> AwaitAsync(Task<object?> task) => Adapt(await task);

    private static object? Adapt(object? value) => value is Deferred deferred ? new DeferredResult(deferred) : value;

    private sealed class DeferredResult(Deferred deferred) : IDataLoaderResult
    {
        public Task<object?> GetResultAsync(CancellationToken cancellationToken = default) =>
            deferred.GetAsync(cancellationToken);
    }
}
