using IncidentGraph.Transport.Execution;
using IncidentGraph.Transport.Sse;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace IncidentGraph.Transport.Http;

/// <summary>GraphQL over HTTP: one request, one response, or an event stream if the client asks for one.</summary>
internal sealed class HttpTransport(OperationRunner runner, SseTransport sse, IOptions<GraphQLTransportOptions> options)
{
    private readonly RequestReader _reader = new(options.Value);

    public async Task HandleAsync(HttpContext http)
    {
        if (ResponseMedia.Negotiate(http.Request.Headers.Accept) is not { } media)
        {
            await HttpAnswer.WriteAsync(http, MediaType.Json, HttpAnswer.NotAcceptable);
            return;
        }

        var (request, refused) = await _reader.ReadAsync(http.Request, http.RequestAborted);
        if (request is null)
            await HttpAnswer.WriteMalformedAsync(http, media.Preferred, refused!);
        else if (media.Preferred == MediaType.EventStream)
            await sse.RunAsync(http, request, Context(http, media));
        else
            await AnswerAsync(http, request, media);
    }

    private async Task AnswerAsync(HttpContext http, OperationRequest request, ResponseMedia media)
    {
        var outcome = await runner.ExecuteAsync(request, Context(http, media), http.RequestAborted);
        if (outcome is OperationOutcome.Streaming streaming && media.Streams)
            await sse.DeliverAsync(http, streaming);
        else
            await HttpAnswer.WriteAsync(http, media.Preferred, outcome);
    }

    private static OperationContext Context(HttpContext http, ResponseMedia media)
    {
        // GET is safe (RFC 9110 §9.2.1): a link, a prefetch or a crawler must not change anything.
        var allowed = HttpMethods.IsGet(http.Request.Method) ? OperationKinds.Query : OperationKinds.Query | OperationKinds.Mutation;
        if (media.Streams)
            allowed |= OperationKinds.Subscription;
        var lastEventId = media.Streams ? http.Request.Headers["Last-Event-ID"] : StringValues.Empty;
        return new OperationContext(
            http.User, http.RequestServices, allowed, StringValues.IsNullOrEmpty(lastEventId) ? null : lastEventId.ToString());
    }
}
