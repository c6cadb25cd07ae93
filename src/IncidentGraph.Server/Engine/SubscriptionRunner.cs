using System.Runtime.CompilerServices;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Live;
using IncidentGraph.Transport;

namespace IncidentGraph.Server.Engine;

/// <summary>Opens a subscription and executes its selection for each item, one at a time, as fast as the reader pulls.</summary>
internal sealed class SubscriptionRunner(
    OperationRunner runner, CallerResolver callers, Departures departures, Patience patience, IServiceScopeFactory scopes)
{
    public async Task<OperationOutcome> OpenAsync(RunningOperation operation, CancellationToken ct)
    {
        var handedOut = new Dictionary<string, object?>(StringComparer.Ordinal);
        await using var scope = scopes.CreateAsyncScope();
        var point = scope.ServiceProvider.GetRequiredService<ResumePoint>();
        point.LastEventId = operation.Context.LastEventId;
        var result = await runner.ExecuteAsync(operation, scope.ServiceProvider, null, handedOut, ct);
        if (runner.Refused(result, operation.Shape) is { } refused)
            return refused;
        // Every subscription field is a stream; @skip and @include may have left it out (GraphQL specification, "Single Root Field").
        if (handedOut.GetValueOrDefault(SubscriptionStrategy.StreamKey) is not IAsyncEnumerable<object> stream)
            return Refusals.Invalid("The subscription selects nothing.", "Select its one field without @skip and @include.");
        return new OperationOutcome.Streaming(AnswersAsync(operation, stream, ct)) { Start = point.Start };
    }

    private async IAsyncEnumerable<StreamItem> AnswersAsync(
        RunningOperation operation, IAsyncEnumerable<object> items, [EnumeratorCancellation] CancellationToken ct)
    {
        using var stay = departures.Watch(operation.Context.User);
        await RefuseDepartedAsync(operation, ct);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, stay.Ended);
        await using var stream = items.GetAsyncEnumerator(either.Token);
        while (await stay.NextAsync(stream, ct))
        {
            var item = stream.Current;
            var answer = await patience.AskAsync(token => AnswerAsync(operation, item, token), ct);
            stay.Check();
            yield return answer;
        }
    }

    private async Task<StreamItem> AnswerAsync(RunningOperation operation, object item, CancellationToken ct)
    {
        using var response = operation.Context.Trace.BeginResponse();
        await using var scope = scopes.CreateAsyncScope();
        var outcome = await runner.RunAsync(operation, scope.ServiceProvider, ct, new StreamedItem(item));
        return outcome switch
        {
            OperationOutcome.Executed executed => new StreamItem(executed.Json, (item as ICursored)?.Cursor),
            OperationOutcome.Refused refused when Outages.IsOutage(refused) => throw new StreamFault(refused),
            OperationOutcome.Refused refused => throw new StreamFault(refused.Errors), // it would be refused again
            _ => throw new InvalidOperationException("An item of a stream is no stream."),
        };
    }

    // Between the opening and the watching nobody would have told.
    private async Task RefuseDepartedAsync(RunningOperation operation, CancellationToken ct)
    {
        if (await patience.AskAsync(token => callers.ResolveAsync(operation.Context.User, token).AsTask(), ct) is CallerResult.Refused barred)
            throw new StreamFault(Refusals.Unauthenticated(barred.Reason).Errors);
    }
}
