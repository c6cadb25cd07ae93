using GraphQL;
using IncidentGraph.Server.Binding;

namespace IncidentGraph.Server.Engine;

/// <summary>Gives bound fields the engine's resolve context in the project's own terms.</summary>
internal sealed class EngineContext(IResolveFieldContext inner) : FieldContext
{
    public override object? Source => inner.Source;

    public override IServiceProvider Services => inner.RequestServices
        ?? throw new InvalidOperationException("Every operation runs in a scope of its own.");

    public override CancellationToken Aborted => inner.CancellationToken;

    public override bool TryGetArgument(string name, out object? value)
    {
        if (inner.Arguments is { } arguments && arguments.TryGetValue(name, out var given))
        {
            value = given.Value;
            return given.Source != GraphQL.Execution.ArgumentSource.FieldDefault || given.Value is not null;
        }

        value = null;
        return false;
    }
}
