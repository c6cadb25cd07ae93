using GraphQL;
using GraphQL.Execution;
using IncidentGraph.Server.Binding;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace IncidentGraph.Server.Engine;

/// <summary>
/// Opens a subscription's stream, and executes the selection for each of its items. The engine's own strategy resolves
/// events concurrently and without back-pressure; here whoever reads the stream pulls the next item.
/// </summary>
internal sealed class SubscriptionStrategy(IReadOnlyDictionary<string, StreamBinding> streams) : ExecutionStrategy
{
    /// <summary>The key in the user context under which the opened stream is handed out.</summary>
    public const string StreamKey = "stream";

    public override Task<ExecutionResult> ExecuteAsync(ExecutionContext context) =>
        context.RootValue is StreamedItem ? base.ExecuteAsync(context) : OpenAsync(context);

    public override Task ExecuteNodeTreeAsync(ExecutionContext context, ExecutionNode rootNode) =>
        SerialExecutionStrategy.Instance.ExecuteNodeTreeAsync(context, rootNode);

    private async Task<ExecutionResult> OpenAsync(ExecutionContext context)
    {
        var root = (ObjectExecutionNode)BuildExecutionRootNode(context, GetOperationRootType(context));
        SetSubFieldNodes(context, root);
        if (root.SubFields?.FirstOrDefault() is { } field && streams.TryGetValue(field.FieldDefinition.Name, out var binding))
        {
            var asked = new EngineContext(new ReadonlyResolveFieldContext(field, context));
            context.UserContext[StreamKey] = await binding.OpenAsync(asked);
        }

        return new ExecutionResult { Executed = true };
    }
}
