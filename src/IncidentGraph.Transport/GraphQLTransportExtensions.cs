using System.Diagnostics.CodeAnalysis;
using IncidentGraph.Transport.Execution;
using IncidentGraph.Transport.Http;
using IncidentGraph.Transport.Persisted;
using IncidentGraph.Transport.Sse;
using IncidentGraph.Transport.Sse.Single;
using IncidentGraph.Transport.Telemetry;
using IncidentGraph.Transport.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Transport;

/// <summary>Registers the transport and maps its endpoint.</summary>
public static class GraphQLTransportExtensions
{
    /// <summary>
    /// Adds the transport. The host adds an <see cref="IOperationExecutor"/>, a singleton, and, if sockets authenticate by their payload, an
    /// <see cref="IConnectionAuthenticator"/>, which may be scoped. An <see cref="IConnectionWatch"/> ends connections before they expire.
    /// </summary>
    public static IServiceCollection AddGraphQLTransport(this IServiceCollection services, Action<GraphQLTransportOptions>? configure = null)
    {
        var options = services.AddOptions<GraphQLTransportOptions>();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IConnectionAuthenticator, HandshakeAuthenticator>();
        services.TryAddSingleton<IConnectionWatch, NoWatch>();
        services.AddMetrics();
        services.AddSingleton<TransportMetrics>();
        services.AddSingleton<OperationTraces>();
        services.AddSingleton<TrustedDocuments>();
        services.AddHostedService(provider => provider.GetRequiredService<TrustedDocuments>());
        services.AddSingleton<PersistedOperations>();
        services.AddSingleton<OperationRunner>();
        services.AddSingleton<ConnectionLimit>();
        services.AddSingleton<Drain>();
        services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        services.AddSingleton<BatchTransport>();
        services.AddSingleton<HttpTransport>();
        services.AddSingleton<SseTransport>();
        services.AddSingleton<Reservations>();
        services.AddSingleton<SingleTransport>();
        services.AddSingleton<WsServices>();
        services.AddSingleton<WebSocketTransport>();
        services.AddSingleton<GraphQLEndpoint>();
        services.AddSingleton<SchemaEndpoint>();
        services.AddRequestDecompression();
        services.AddResponseCompression();
        services.AddSingleton<IConfigureOptions<ResponseCompressionOptions>, CompressionSetup>();
        services.AddCors();
        services.AddSingleton<IConfigureOptions<CorsOptions>, CorsSetup>();
        return services;
    }

    /// <summary>
    /// Comes first in the pipeline, before authentication and whatever else answers: headers that keep browsers from mistaking an answer for
    /// something else, on every answer of the host, and CORS on those of the endpoints below.
    /// </summary>
    public static IApplicationBuilder UseGraphQLTransport(this IApplicationBuilder app)
    {
        app.Use(SafeHeaders.ApplyAsync);
        return app.UseWhen(OpenToOrigins.Applies, shared => shared.UseCors(CorsSetup.Policy));
    }

    /// <summary>
    /// Maps one endpoint for GraphQL over HTTP, for graphql-transport-ws and for graphql-sse. <see cref="UseGraphQLTransport"/> and
    /// authentication, if any, come before it in the pipeline; nothing else is needed, WebSockets included.
    /// </summary>
    public static IEndpointConventionBuilder MapGraphQL(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/graphql")
    {
        var endpoint = endpoints.ServiceProvider.GetRequiredService<GraphQLEndpoint>();
        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.UseWhen(AsksToUpgrade, upgrading => upgrading.UseWebSockets());
        pipeline.UseResponseCompression();
        pipeline.UseRequestDecompression();
        pipeline.Run(endpoint.HandleAsync);
        return endpoints.Map(pattern, pipeline.Build())
            .WithDisplayName("GraphQL")
            .WithMetadata(BodyReader.NoOtherLimit)
            .WithMetadata(OpenToOrigins.Mark);
    }

    /// <summary>By HTTP/1.1, or by an extended CONNECT of HTTP/2.</summary>
    private static bool AsksToUpgrade(HttpContext http) => http.Request.Headers.Upgrade.Count > 0 || HttpMethods.IsConnect(http.Request.Method);

    /// <summary>Maps the schema as a file, for tools that generate code from it. The host adds an <see cref="ISchemaSource"/>.</summary>
    public static IEndpointConventionBuilder MapGraphQLSchema(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/graphql/schema.graphql")
    {
        var endpoint = endpoints.ServiceProvider.GetRequiredService<SchemaEndpoint>();
        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.UseResponseCompression();
        pipeline.Run(endpoint.HandleAsync);
        return endpoints.Map(pattern, pipeline.Build()).WithDisplayName("GraphQL schema").WithMetadata(OpenToOrigins.Mark);
    }
}
