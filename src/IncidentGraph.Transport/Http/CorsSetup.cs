using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace IncidentGraph.Transport.Http;

/// <summary>
/// What pages of <see cref="GraphQLTransportOptions.AllowedOrigins"/> may send and read. Credentials of the browser, such as cookies, are never
/// allowed: a token goes into a header, which a page has to know.
/// </summary>
internal sealed class CorsSetup(IOptions<GraphQLTransportOptions> options) : IConfigureOptions<CorsOptions>
{
    public const string Policy = "GraphQL";

    private static readonly TimeSpan _preflightHolds = TimeSpan.FromMinutes(10);

    private static readonly string[] _methods = ["GET", "HEAD", "POST", "PUT", "DELETE"];

    /// <summary>Beside those of the protocols: what well-known clients, gateways and tracing add.</summary>
    private static readonly string[] _sent =
    [
        HeaderNames.Accept, HeaderNames.Authorization, HeaderNames.CacheControl, HeaderNames.ContentEncoding, HeaderNames.ContentType, HeaderNames.IfNoneMatch,
        "Last-Event-ID", "X-GraphQL-Event-Stream-Token", "GraphQL-Preflight", "Apollo-Require-Preflight", "apollographql-client-name",
        "apollographql-client-version", "GraphQL-Cost", HeaderNames.TraceParent, HeaderNames.TraceState, HeaderNames.Baggage,
    ];

    private static readonly string[] _read = [HeaderNames.Allow, HeaderNames.ETag, HeaderNames.RetryAfter, HeaderNames.WWWAuthenticate];

    public void Configure(CorsOptions cors) => cors.AddPolicy(Policy, Build);

    private void Build(CorsPolicyBuilder policy)
    {
        var origins = new OriginPolicy(options.Value.AllowedOrigins);
        if (origins.AllowsAny)
            policy.AllowAnyOrigin();
        else
            policy.SetIsOriginAllowed(origins.Lists);
        policy.WithMethods(_methods).WithHeaders(_sent).WithExposedHeaders(_read).SetPreflightMaxAge(_preflightHolds);
    }
}
