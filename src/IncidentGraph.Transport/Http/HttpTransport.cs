using System.Text.Json;
using IncidentGraph.Transport.Execution;
using IncidentGraph.Transport.Sse;
using IncidentGraph.Transport.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace IncidentGraph.Transport.Http;

/// <summary>GraphQL over HTTP: one request, one response, or an event stream if the client asks for one; or a list of requests.</summary>
internal sealed class HttpTransport(
    OperationRunner runner, SseTransport sse, BatchTransport batches, OperationTraces traces, TransportMetrics metrics, IOptions<GraphQLTransportOptions> options)
{
    private readonly RequestReader _reader = new(options.Value);
    private readonly Freshness _freshness = new(options.Value);

    public async Task HandleAsync(HttpContext http)
    {
        if (Negotiate(http.Request) is not { } media)
        {
            metrics.CountErrors(HttpAnswer.NotAcceptable);
            await HttpAnswer.WriteAsync(http, MediaType.Json, HttpAnswer.NotAcceptable);
            return;
        }

        if (Methods.IsSafe(http.Request.Method))
            await HandleOneAsync(http, media, await _reader.ReadAsync(http.Request, http.RequestAborted));
        else
            await HandleBodyAsync(http, media);
    }

    private async Task HandleBodyAsync(HttpContext http, ResponseMedia media)
    {
        var (json, refused) = await _reader.ReadJsonAsync(http.Request, http.RequestAborted);
        if (json is null)
            await HttpAnswer.RefuseAsync(http, metrics, media.Preferred, refused!);
        else if (json.Value.ValueKind == JsonValueKind.Array && options.Value.MaxBatch > 0)
            await batches.HandleAsync(http, media, json.Value);
        else
            await HandleOneAsync(http, media, RequestReader.ReadOne(json.Value));
    }

    private async Task HandleOneAsync(HttpContext http, ResponseMedia media, (OperationRequest? Request, OperationOutcome.Refused? Refused) read)
    {
        var (request, refused) = read;
        if (request is null)
            await HttpAnswer.RefuseAsync(http, metrics, media.Preferred, refused!);
        else if (media.Preferred == MediaType.EventStream)
            await sse.RunAsync(http, request, Context(http, media));
        else
            await AnswerAsync(http, request, media);
    }

    // HEAD asks for the head of an answer, which a stream has before it is one.
    private static ResponseMedia? Negotiate(HttpRequest request) => ResponseMedia.Negotiate(request.Headers.Accept) switch
    {
        { Preferred: MediaType.EventStream } when HttpMethods.IsHead(request.Method) => null,
        { } media when HttpMethods.IsHead(request.Method) => media with { Streams = false },
        var media => media,
    };

    private async Task AnswerAsync(HttpContext http, OperationRequest request, ResponseMedia media)
    {
        var context = Context(http, media);
        var outcome = await runner.ExecuteAsync(request, context, http.RequestAborted, outcome => HttpAnswer.Fit(outcome, http.Request, media));
        if (outcome is OperationOutcome.Streaming streaming)
            await sse.DeliverAsync(http, streaming, context.Trace);
        else if (!Freshness.Applies(http.Request, request, context, outcome) || !_freshness.Apply(http, ((OperationOutcome.Executed)outcome).Json.Span))
            await HttpAnswer.WriteAsync(http, media.Preferred, outcome);
    }

    private OperationContext Context(HttpContext http, ResponseMedia media)
    {
        var allowed = Methods.IsSafe(http.Request.Method) ? OperationKinds.Query : OperationKinds.Query | OperationKinds.Mutation;
        if (media.Streams)
            allowed |= OperationKinds.Subscription;
        var lastEventId = media.Streams ? http.Request.Headers["Last-Event-ID"] : StringValues.Empty;
        return new OperationContext(
            http.User, allowed, StringValues.IsNullOrEmpty(lastEventId) ? null : lastEventId.ToString())
        {
            Origin = OperationOrigin.Of(http),
            Trace = traces.OfRequest(media.Preferred == MediaType.EventStream ? TransportTelemetry.Sse : TransportTelemetry.Http),
        };
    }
}
