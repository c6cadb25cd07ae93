using System.Globalization;
using IncidentGraph.Transport.Responses;
using IncidentGraph.Transport.Telemetry;
using Microsoft.AspNetCore.Http;

namespace IncidentGraph.Transport.Http;

/// <summary>Writes a response (GraphQL over HTTP, "Response" and "Status Codes").</summary>
internal static class HttpAnswer
{
    public static OperationOutcome.Refused NotAcceptable { get; } = new(
        new OperationError(
            "Acceptable are application/graphql-response+json, application/json and text/event-stream.", ErrorCodes.NotAcceptable),
        StatusCodes.Status406NotAcceptable);

    private static readonly OperationOutcome.Refused _needsStream = new(
        new OperationError("A subscription is answered as text/event-stream or over a WebSocket.", ErrorCodes.NotAcceptable),
        StatusCodes.Status406NotAcceptable);

    /// <summary>An event stream carries the answer of one operation.</summary>
    public static OperationOutcome.Refused NoStreamOfMany { get; } = new(
        new OperationError("A list of requests is answered as application/graphql-response+json or application/json.", ErrorCodes.NotAcceptable),
        StatusCodes.Status406NotAcceptable);

    /// <summary>The outcome as this exchange can carry it.</summary>
    public static OperationOutcome Fit(OperationOutcome outcome, HttpRequest request, ResponseMedia media) => outcome switch
    {
        OperationOutcome.Streaming when !media.Streams => _needsStream,
        // POST carries all that is not a stream, so that what it cannot carry is one.
        OperationOutcome.Refused { StatusCode: StatusCodes.Status405MethodNotAllowed } when HttpMethods.IsPost(request.Method) => _needsStream,
        _ => outcome,
    };

    /// <summary>The one answer of a well-formed request.</summary>
    public static Task WriteAsync(HttpContext http, MediaType media, OperationOutcome outcome) => outcome switch
    {
        OperationOutcome.Executed executed => WriteAsync(http, media, StatusCodes.Status200OK, executed.Json),
        OperationOutcome.Refused refused => WriteRefusedAsync(http, media, refused),
        _ => throw new ArgumentException("A stream is no answer.", nameof(outcome)),
    };

    /// <summary>Counts and tells what is wrong with a request that was not executed.</summary>
    public static Task RefuseAsync(HttpContext http, TransportMetrics metrics, MediaType media, OperationOutcome.Refused refused)
    {
        metrics.CountErrors(refused);
        return WriteMalformedAsync(http, media, refused);
    }

    /// <summary>A request that is not well-formed is refused with its own status under either media type.</summary>
    public static Task WriteMalformedAsync(HttpContext http, MediaType media, OperationOutcome.Refused refused)
    {
        AddHeaders(http, refused);
        var json = media == MediaType.EventStream ? MediaType.Json : media;
        return WriteAsync(http, json, refused.StatusCode, ErrorResponse.Write(refused.Errors));
    }

    private static Task WriteRefusedAsync(HttpContext http, MediaType media, OperationOutcome.Refused refused)
    {
        AddHeaders(http, refused);
        // "application/json", "Document validation failure" and its siblings: 200, since older clients read the errors only then.
        var status = media == MediaType.Json && refused.StatusCode == StatusCodes.Status400BadRequest ? StatusCodes.Status200OK : refused.StatusCode;
        return WriteAsync(http, media, status, ErrorResponse.Write(refused.Errors));
    }

    private static void AddHeaders(HttpContext http, OperationOutcome.Refused refused)
    {
        var headers = http.Response.Headers;
        if (refused.StatusCode == StatusCodes.Status405MethodNotAllowed)
            headers.Allow = Methods.IsSafe(http.Request.Method) ? "POST" : Methods.All;
        if (refused.StatusCode == StatusCodes.Status401Unauthorized)
            headers.WWWAuthenticate = "Bearer";
        if (refused.RetryAfter is { } wait)
            headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }

    private static async Task WriteAsync(HttpContext http, MediaType media, int status, ReadOnlyMemory<byte> json)
    {
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = media == MediaType.GraphQLResponse
            ? "application/graphql-response+json; charset=utf-8"
            : "application/json; charset=utf-8";
        // Answers depend on who asks and on the moment: nobody keeps one, unless it says so.
        if (response.Headers.CacheControl.Count == 0)
            response.Headers.CacheControl = "no-store";
        response.ContentLength = json.Length;
        await response.BodyWriter.WriteAsync(json, http.RequestAborted);
    }
}
