using System.Collections.Frozen;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace IncidentGraph.Transport.Http;

/// <summary>The media types of a response (GraphQL over HTTP, "Media Types"; graphql-sse).</summary>
internal enum MediaType
{
    /// <summary><c>application/graphql-response+json</c>: the status code tells whether the request was refused.</summary>
    GraphQLResponse,

    /// <summary><c>application/json</c>: what older clients know; a well-formed request is answered with 200.</summary>
    Json,

    /// <summary><c>text/event-stream</c></summary>
    EventStream,
}

/// <summary>
/// What a client accepts (RFC 9110 §12.5.1). <paramref name="Preferred"/> answers the request; <paramref name="Streams"/> tells that a
/// stream may be answered as an event stream even if JSON is preferred for everything else.
/// </summary>
internal readonly record struct ResponseMedia(MediaType Preferred, bool Streams)
{
    /// <summary>What clients usually accept is read once.</summary>
    private static readonly FrozenDictionary<string, ResponseMedia?> _usual = new[]
    {
        "*/*", "application/json", "application/graphql-response+json", "application/graphql-response+json, application/json",
        "application/json, application/graphql-response+json", "text/event-stream",
    }.ToFrozenDictionary(accept => accept, accept => Read([accept]), StringComparer.Ordinal);

    /// <summary>Null if nothing that the server can produce is acceptable.</summary>
    public static ResponseMedia? Negotiate(StringValues accept) =>
        accept is [{ } only] && _usual.TryGetValue(only, out var known) ? known : Read(accept);

    private static ResponseMedia? Read(IList<string?> accept)
    {
        // No preference, or any type: application/json (GraphQL over HTTP, "Legacy Watershed").
        if (accept.All(string.IsNullOrWhiteSpace))
            return new ResponseMedia(MediaType.Json, Streams: false);
        if (!MediaTypeHeaderValue.TryParseList(accept!, out var ranges))
            return null;
        var graphql = Quality(ranges, "application/graphql-response+json");
        var json = Quality(ranges, "application/json");
        // Only who names it wants a stream: curl and browsers accept */*.
        var stream = Quality(ranges, "text/event-stream") is { Named: true } named ? named : default;
        var best = Math.Max(graphql.Value, Math.Max(json.Value, stream.Value));
        if (best <= 0)
            return null;
        return new ResponseMedia(Choose(graphql, json, stream, best), stream.Value > 0);
    }

    // Among equals a named type comes first, then the order of the enum; what is matched by a wildcard only is answered as application/json.
    private static MediaType Choose(Weight graphql, Weight json, Weight stream, double best)
    {
        if (graphql.Value >= best && graphql.Named)
            return MediaType.GraphQLResponse;
        if (json.Value >= best && json.Named)
            return MediaType.Json;
        if (stream.Value >= best)
            return MediaType.EventStream;
        return json.Value >= best ? MediaType.Json : MediaType.GraphQLResponse;
    }

    // The most specific range decides the weight of a type (RFC 9110 §12.5.1).
    private static Weight Quality(IList<MediaTypeHeaderValue> ranges, string type)
    {
        var match = ranges
            .Where(range => IsUtf8(range) && Covers(range, type))
            .OrderByDescending(Specificity)
            .FirstOrDefault();
        return match is null ? default : new Weight(match.Quality ?? 1, Specificity(match) == 2);
    }

    private static bool Covers(MediaTypeHeaderValue range, string type) =>
        range.MatchesAllTypes
        || range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)
        || (range.MatchesAllSubTypes && type.StartsWith(range.Type.Value + "/", StringComparison.OrdinalIgnoreCase));

    private static int Specificity(MediaTypeHeaderValue range) => range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2;

    private static bool IsUtf8(MediaTypeHeaderValue range) =>
        !range.Charset.HasValue || HeaderUtilities.RemoveQuotes(range.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private readonly record struct Weight(double Value, bool Named);
}
