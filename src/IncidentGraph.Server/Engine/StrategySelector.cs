using GraphQL.Execution;
using GraphQLParser.AST;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace IncidentGraph.Server.Engine;

/// <summary>Queries run field after field: all of them read through one database context, and loaders keep them few.</summary>
internal sealed class StrategySelector(SubscriptionStrategy subscriptions) : IExecutionStrategySelector
{
    private readonly CheckedSerialStrategy _serial = new();

    public IExecutionStrategy Select(ExecutionContext context) =>
        context.Operation.Operation == OperationType.Subscription ? subscriptions : _serial;
}
