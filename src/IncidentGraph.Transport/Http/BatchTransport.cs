using System.Buffers;
using System.Text.Json;
using IncidentGraph.Transport.Execution;
using IncidentGraph.Transport.Responses;
using IncidentGraph.Transport.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Transport.Http;

/// <summary>
/// A list of requests in one POST, as Apollo's and other clients send it: each has its own answer, in its place, and fails for itself. They run one
/// after the other, so that mutations keep their order and nobody gets more done at a time by a list than without.
/// </summary>
internal sealed class BatchTransport(
    OperationRunner runner, OperationTraces traces, TransportMetrics metrics, IOptions<GraphQLTransportOptions> options)
{
    private const OperationKinds Allowed = OperationKinds.Query | OperationKinds.Mutation;

    private static readonly OperationOutcome.Refused _noStreams = new(
        new OperationError("A subscription cannot be part of a list of requests: send it alone.", ErrorCodes.MethodNotAllowed),
        StatusCodes.Status405MethodNotAllowed);

    private static readonly OperationOutcome.Refused _empty = new(new OperationError("The list of requests is empty.", ErrorCodes.BadRequest));

    public async Task HandleAsync(HttpContext http, ResponseMedia media, JsonElement list)
    {
        if (Refuse(list.GetArrayLength(), media) is { } refused)
        {
            await HttpAnswer.RefuseAsync(http, metrics, media.Preferred, refused);
            return;
        }

        var answers = new ArrayBufferWriter<byte>();
        foreach (var json in list.EnumerateArray())
        {
            answers.Write(answers.WrittenCount == 0 ? "["u8 : ","u8);
            answers.Write((await AnswerAsync(http, json)).Span);
        }

        answers.Write("]"u8);
        await HttpAnswer.WriteAsync(http, media.Preferred, new OperationOutcome.Executed(answers.WrittenMemory));
    }

    private OperationOutcome.Refused? Refuse(int length, ResponseMedia media)
    {
        if (length == 0)
            return _empty;
        if (media.Preferred == MediaType.EventStream)
            return HttpAnswer.NoStreamOfMany;
        return length <= options.Value.MaxBatch
            ? null
            : new(new OperationError($"A list may have {options.Value.MaxBatch} requests, and this one has {length}.", ErrorCodes.BatchTooLarge));
    }

    private async Task<ReadOnlyMemory<byte>> AnswerAsync(HttpContext http, JsonElement json)
    {
        var (request, refused) = RequestReader.ReadOne(json);
        if (request is null)
        {
            metrics.CountErrors(refused!); // one of both is there
            return ErrorResponse.Write(refused!.Errors);
        }

        var context = new OperationContext(http.User, Allowed)
        {
            Origin = OperationOrigin.Of(http),
            Trace = traces.OfRequest(TransportTelemetry.Http),
        };
        return await runner.ExecuteAsync(request, context, http.RequestAborted, Fit) switch
        {
            OperationOutcome.Executed executed => executed.Json,
            OperationOutcome.Refused judged => ErrorResponse.Write(judged.Errors),
            _ => throw new InvalidOperationException("A stream is no answer."),
        };
    }

    private static OperationOutcome Fit(OperationOutcome outcome) =>
        outcome is OperationOutcome.Streaming or OperationOutcome.Refused { StatusCode: StatusCodes.Status405MethodNotAllowed } ? _noStreams : outcome;
}
