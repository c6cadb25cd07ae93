using System.Text.Json;
using IncidentGraph.Transport.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IncidentGraph.Transport.Http;

/// <summary>Reads an operation from a GET, a HEAD or a POST (GraphQL over HTTP, "Request").</summary>
internal sealed class RequestReader(GraphQLTransportOptions options)
{
    public async ValueTask<(OperationRequest? Request, OperationOutcome.Refused? Refused)> ReadAsync(HttpRequest http, CancellationToken ct)
    {
        if (Methods.IsSafe(http.Method))
            return QueryReader.Read(http.Query, options.MaxJsonDepth);
        var (json, refused) = await ReadJsonAsync(http, ct);
        return json is null ? (null, refused) : ReadOne(json.Value);
    }

    /// <summary>The body of a POST: one request, or a list of them.</summary>
    public async ValueTask<(JsonElement? Json, OperationOutcome.Refused? Refused)> ReadJsonAsync(HttpRequest http, CancellationToken ct)
    {
        if (RefuseType(http.ContentType) is { } foreign)
            return (null, foreign);
        var (body, refused) = await BodyReader.ReadAsync(http, options.MaxBodyBytes, ct);
        if (body is null)
            return (null, refused);
        // The request object is one level above its variables, and a list of them is one more.
        var (json, malformed, code) = StrictJson.Parse(body, options.MaxJsonDepth + (IsList(body) ? 2 : 1));
        return json is null ? (null, Refused(malformed!, code)) : (json, null);
    }

    /// <summary>One request from its JSON, or what is wrong with it.</summary>
    public static (OperationRequest? Request, OperationOutcome.Refused? Refused) ReadOne(JsonElement json)
    {
        var (request, problem) = RequestShape.Read(json);
        return request is null ? (null, Refused(problem!)) : (request, null);
    }

    // Nothing but application/json: a page elsewhere can post forms and text, not JSON, without asking first (CORS, "Preflight").
    private static OperationOutcome.Refused? RefuseType(string? contentType)
    {
        if (contentType is "application/json" or "application/json; charset=utf-8")
            return null; // as nearly all say it
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || !IsJson(type))
            return Refused("The content type of a request is application/json.", ErrorCodes.UnsupportedMediaType, 415);
        return IsUtf8(type) ? null : Refused($"JSON is sent in UTF-8 (RFC 8259), not in {type.Charset}.", ErrorCodes.UnsupportedMediaType, 415);
    }

    private static bool IsList(ReadOnlySpan<byte> json) => json.TrimStart(" \t\r\n"u8) is [(byte)'[', ..];

    private static bool IsJson(MediaTypeHeaderValue type) => type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);

    private static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static OperationOutcome.Refused Refused(string message, string code = ErrorCodes.BadRequest, int status = 400) =>
        new(new OperationError(message, code), status);
}
