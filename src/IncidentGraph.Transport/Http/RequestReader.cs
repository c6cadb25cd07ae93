using System.Buffers;
using System.IO.Pipelines;
using IncidentGraph.Transport.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace IncidentGraph.Transport.Http;

/// <summary>Reads an operation from a GET, a HEAD or a POST (GraphQL over HTTP, "Request").</summary>
internal sealed class RequestReader(GraphQLTransportOptions options)
{
    // The request object is one level above its variables.
    private int BodyDepth => options.MaxJsonDepth + 1;

    public async ValueTask<(OperationRequest? Request, OperationOutcome.Refused? Refused)> ReadAsync(HttpRequest http, CancellationToken ct)
    {
        if (Methods.IsSafe(http.Method))
            return QueryReader.Read(http.Query, options.MaxJsonDepth);
        // Nothing but application/json: a page elsewhere can post forms and text, not JSON, without asking first (CORS, "Preflight").
        if (!MediaTypeHeaderValue.TryParse(http.ContentType, out var type) || !IsJson(type))
            return Refuse("The content type of a request is application/json.", ErrorCodes.UnsupportedMediaType, 415);
        if (!IsUtf8(type))
            return Refuse($"JSON is sent in UTF-8 (RFC 8259), not in {type.Charset}.", ErrorCodes.UnsupportedMediaType, 415);
        var body = await ReadBodyAsync(http, ct);
        return body is null
            ? Refuse($"A request may have {options.MaxBodyBytes} bytes.", ErrorCodes.PayloadTooLarge, 413)
            : Parse(body);
    }

    private (OperationRequest? Request, OperationOutcome.Refused? Refused) Parse(byte[] body)
    {
        var (json, malformed, code) = StrictJson.Parse(body, BodyDepth);
        if (json is null)
            return Refuse(malformed!, code);
        var (request, problem) = RequestShape.Read(json.Value);
        return request is null ? Refuse(problem!) : (request, null);
    }

    private async ValueTask<byte[]?> ReadBodyAsync(HttpRequest http, CancellationToken ct)
    {
        if (http.ContentLength > options.MaxBodyBytes)
            return null;
        // The limit is ours to answer; the server's own would only cut the connection.
        if (http.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        while (true)
        {
            var read = await http.BodyReader.ReadAsync(ct);
            if (read.Buffer.Length > options.MaxBodyBytes || read.IsCompleted)
                return Take(http.BodyReader, read.Buffer);
            http.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private byte[]? Take(PipeReader reader, ReadOnlySequence<byte> buffer)
    {
        var body = buffer.Length > options.MaxBodyBytes ? null : buffer.ToArray();
        reader.AdvanceTo(buffer.End);
        return body;
    }

    private static bool IsJson(MediaTypeHeaderValue type) => type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);

    private static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static (OperationRequest? Request, OperationOutcome.Refused? Refused) Refuse(
        string message, string code = ErrorCodes.BadRequest, int status = 400) =>
        (null, new OperationOutcome.Refused(new OperationError(message, code), status));
}
