using GraphQLParser.AST;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Engine.Costs;
using IncidentGraph.Transport;

namespace IncidentGraph.Server.Engine;

/// <summary>
/// Runs one operation: parse within the limits, who asks, pick the operation, what it may ask and what that may
/// cost, validate, execute. Every refusal before
/// execution is a coded request error.
/// </summary>
internal sealed class GraphQLExecutor(
    DocumentCache documents,
    CallerResolver callers,
    CostControl costs,
    IServiceScopeFactory scopes,
    OperationRunner runner,
    SubscriptionRunner subscriptions) : IOperationExecutor
{
    public async ValueTask<OperationOutcome> ExecuteAsync(OperationRequest request, OperationContext context, CancellationToken ct)
    {
        try
        {
            return await PrepareAndRunAsync(request, context, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && Outages.IsOutage(e))
        {
            return Refusals.Unavailable();
        }
    }

    private async Task<OperationOutcome> PrepareAndRunAsync(OperationRequest request, OperationContext context, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Query))
            return Refusals.BadRequest("The request has no query.", "Send the document in the parameter 'query'.");
        if (documents.Prepare(request.Query, out var prepared) is { } unfit)
            return unfit;

        var resolved = await callers.ResolveAsync(context.User, ct);
        if (resolved is CallerResult.Refused barred)
            return Refusals.Unauthenticated(barred.Reason);
        var caller = (resolved as CallerResult.Known)?.Caller;
        if (OperationChoice.Choose(prepared, request.OperationName, out var shape) is { } refusal)
            return refusal;
        context.Trace.Describe(OperationAccess.KindOf(shape), shape.Definition.Name?.StringValue, request.Query);
        if (OperationAccess.Refuse(shape, context, caller) is { } denied)
            return denied;

        var operation = new RunningOperation(request, context, prepared, shape, caller);
        if (costs.Charge(operation, out var charge) is { } tooMuch)
            return tooMuch;
        if (operation.AnswersAsAll?.For(operation.Audience) is { } kept)
        {
            charge.Settle(kept.Cost);
            return kept.Answer;
        }

        if (shape.Definition.Operation == OperationType.Subscription)
            return await subscriptions.OpenAsync(operation, ct);
        await using var scope = scopes.CreateAsyncScope();
        return await runner.RunAsync(operation with { Charge = charge }, scope.ServiceProvider, ct);
    }
}
