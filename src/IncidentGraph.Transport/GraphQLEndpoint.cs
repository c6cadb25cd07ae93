using IncidentGraph.Transport.Http;
using IncidentGraph.Transport.Sse.Single;
using IncidentGraph.Transport.Telemetry;
using IncidentGraph.Transport.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace IncidentGraph.Transport;

/// <summary>The one endpoint: tells sockets, requests and visitors apart.</summary>
internal sealed class GraphQLEndpoint(
    HttpTransport http,
    SingleTransport single,
    WebSocketTransport sockets,
    TransportMetrics metrics,
    IOptions<GraphQLTransportOptions> options)
{
    private static readonly OperationOutcome.Refused _foreignOrigin = new(
        new OperationError("Pages of this origin are not allowed.", ErrorCodes.Forbidden), StatusCodes.Status403Forbidden);

    private static readonly OperationOutcome.Refused _method = new(
        new OperationError("The methods are GET, HEAD and POST, and for reserved event streams PUT and DELETE.", ErrorCodes.MethodNotAllowed),
        StatusCodes.Status405MethodNotAllowed);

    private readonly OriginPolicy _origins = new(options.Value.AllowedOrigins);

    public Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsOptions(request.Method))
            return DescribeAsync(context.Response);
        if (!_origins.Allows(request.Headers.Origin, request.Host))
            return RefuseAsync(context, _foreignOrigin);
        if (context.WebSockets.IsWebSocketRequest)
            return sockets.HandleAsync(context);
        if (!Methods.AreKnown(request.Method))
            return RefuseAsync(context, _method);
        if (SingleTransport.Applies(request))
            return HttpMethods.IsHead(request.Method) ? RefuseAsync(context, _method) : single.HandleAsync(context);
        return IsVisit(request) ? ShowAsync(context.Response) : http.HandleAsync(context);
    }

    // A person who opens the address in a browser: asks for a page, and for no operation.
    private bool IsVisit(HttpRequest request) =>
        options.Value.BrowserPath is not null
        && Methods.IsSafe(request.Method)
        && request.Query.Count == 0
        && MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges)
        && ranges.Any(range => range.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    private Task ShowAsync(HttpResponse response)
    {
        response.Redirect(options.Value.BrowserPath!);
        return Task.CompletedTask;
    }

    private Task RefuseAsync(HttpContext context, OperationOutcome.Refused refused) => HttpAnswer.RefuseAsync(context, metrics, MediaType.Json, refused);

    private static Task DescribeAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status204NoContent;
        response.Headers.Allow = Methods.All;
        return Task.CompletedTask;
    }
}
