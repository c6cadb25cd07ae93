using GraphQL;
using GraphQL.Execution;
using GraphQLParser.AST;
using IncidentGraph.Server.Connections;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace IncidentGraph.Server.Engine;

/// <summary>
/// Field after field, but only once all paging arguments of the operation were found possible: a mutation with a bad page
/// in its selection must not change anything.
/// </summary>
internal sealed class CheckedSerialStrategy : SerialExecutionStrategy
{
    public override Task<ExecutionResult> ExecuteAsync(ExecutionContext context)
    {
        foreach (var arguments in context.ArgumentValues?.Values ?? [])
        {
            var (first, last) = (Number(arguments, "first"), Number(arguments, "last"));
            if (first is not null || last is not null)
                _ = new PageArguments(first, null, last, null).Size;
        }

        return base.ExecuteAsync(context);
    }

    /// <summary>
    /// A mutation's fields run whole one after the other (GraphQL specification §6.2.2): what the first answers is the state
    /// before the second. Only a query's loaders may collect across all of its fields.
    /// </summary>
    public override async Task ExecuteNodeTreeAsync(ExecutionContext context, ExecutionNode rootNode)
    {
        if (context.Operation.Operation != OperationType.Mutation || rootNode is not ObjectExecutionNode { SubFields: { } fields })
        {
            await base.ExecuteNodeTreeAsync(context, rootNode);
            return;
        }

        foreach (var field in fields)
            await base.ExecuteNodeTreeAsync(context, field);
    }

    private static int? Number(IDictionary<string, ArgumentValue> arguments, string name) =>
        arguments.TryGetValue(name, out var value) ? value.Value as int? : null;
}
