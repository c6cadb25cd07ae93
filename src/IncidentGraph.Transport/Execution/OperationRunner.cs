using System.Diagnostics;
using IncidentGraph.Transport.Persisted;
using IncidentGraph.Transport.Telemetry;
using Microsoft.Extensions.Logging;

namespace IncidentGraph.Transport.Execution;

/// <summary>Runs an operation so that only its own cancellation escapes as an exception.</summary>
internal sealed partial class OperationRunner(
    PersistedOperations persisted, IOperationExecutor executor, TransportMetrics metrics, ILogger<OperationRunner> logger)
{
    /// <param name="request">What the client sent.</param>
    /// <param name="context">Who asks, and over what.</param>
    /// <param name="ct">Ends the operation.</param>
    /// <param name="fit">What the transport makes of an outcome that it cannot carry; what it makes is what is counted.</param>
    public async ValueTask<OperationOutcome> ExecuteAsync(
        OperationRequest request, OperationContext context, CancellationToken ct, Func<OperationOutcome, OperationOutcome>? fit = null)
    {
        using var span = context.Trace.Begin();
        var outcome = await AskAsync(request, context, ct);
        outcome = fit?.Invoke(outcome) ?? outcome;
        if (outcome is OperationOutcome.Refused refused)
            context.Trace.Refuse(refused);
        return outcome;
    }

    /// <param name="outcome">What is to be delivered.</param>
    /// <param name="sink">To whom.</param>
    /// <param name="trace">Of the operation.</param>
    /// <param name="ct">Ends the delivery.</param>
    /// <param name="gone">Cancelled before <paramref name="ct"/> where the client's leaving ends a stream by itself.</param>
    public async Task DeliverAsync(OperationOutcome outcome, IOperationSink sink, OperationTrace trace, CancellationToken ct, CancellationToken gone = default)
    {
        switch (outcome)
        {
            case OperationOutcome.Executed executed:
                await sink.AnswerAsync(executed.Json, ct);
                break;
            case OperationOutcome.Refused refused:
                await sink.RefuseAsync(refused, ct);
                break;
            case OperationOutcome.Streaming streaming:
                await StreamAsync(streaming.Items, sink, trace, ct, gone);
                break;
        }
    }

    /// <summary>What to tell of a failure: what it says itself if it was made for that, else a trace id under which the log has the rest.</summary>
    public OperationOutcome.Refused Explain(Exception e)
    {
        if (e is StreamFault fault)
            return fault.Refusal;
        var traceId = (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();
        LogFailed(e, traceId);
        return new OperationOutcome.Refused(
            new OperationError("The server failed to execute the operation.", ErrorCodes.Internal)
            {
                Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["traceId"] = traceId },
            },
            500);
    }

    private async ValueTask<OperationOutcome> AskAsync(OperationRequest request, OperationContext context, CancellationToken ct)
    {
        var (known, refused) = persisted.Find(request);
        if (known is null)
            return refused!; // one of both is there
        try
        {
            var outcome = await executor.ExecuteAsync(known, context, ct);
            if (outcome is not OperationOutcome.Refused)
                persisted.Learn(known);
            return outcome;
        }
        catch (Exception e) when (!IsCancellation(e, ct))
        {
            return Explain(e);
        }
    }

    private async Task StreamAsync(IAsyncEnumerable<StreamItem> items, IOperationSink sink, OperationTrace trace, CancellationToken ct, CancellationToken gone)
    {
        using var presence = metrics.Subscribe(sink.Transport);
        await using var stream = items.GetAsyncEnumerator(ct);
        while (true)
        {
            var (moved, fault) = await MoveAsync(stream, ct, gone);
            // A stream may end quietly when it is cancelled; that is no completion that the client should hear of.
            ct.ThrowIfCancellationRequested();
            if (fault is not null)
            {
                trace.Refuse(fault);
                await sink.RefuseAsync(fault, ct);
                return;
            }

            if (!moved)
            {
                await sink.CompleteAsync(ct);
                return;
            }

            metrics.CountResponse(sink.Transport);
            await sink.NextAsync(stream.Current, ct);
        }
    }

    private async ValueTask<(bool Moved, OperationOutcome.Refused? Fault)> MoveAsync(IAsyncEnumerator<StreamItem> stream, CancellationToken ct, CancellationToken gone)
    {
        try
        {
            return (await stream.MoveNextAsync(), null);
        }
        catch (Exception e) when (!IsCancellation(e, ct) && !IsCancellation(e, gone))
        {
            return (false, Explain(e));
        }
    }

    private static bool IsCancellation(Exception e, CancellationToken ct) => e is OperationCanceledException && ct.IsCancellationRequested;

    [LoggerMessage(Level = LogLevel.Error, Message = "An operation failed; the client was given trace id {TraceId}")]
    private partial void LogFailed(Exception exception, string traceId);
}
