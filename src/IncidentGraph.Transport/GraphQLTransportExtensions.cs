using System.Diagnostics.CodeAnalysis;
using IncidentGraph.Transport.Execution;
using IncidentGraph.Transport.Http;
using IncidentGraph.Transport.Sse;
using IncidentGraph.Transport.Sse.Single;
using IncidentGraph.Transport.Telemetry;
using IncidentGraph.Transport.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncidentGraph.Transport;

/// <summary>Registers the transport and maps its endpoint.</summary>
public static class GraphQLTransportExtensions
{
    /// <summary>
    /// Adds the transport. The host adds an <see cref="IOperationExecutor"/> and, if sockets authenticate by their payload, an
    /// <see cref="IConnectionAuthenticator"/>; either may be scoped.
    /// </summary>
    public static IServiceCollection AddGraphQLTransport(this IServiceCollection services, Action<GraphQLTransportOptions>? configure = null)
    {
        var options = services.AddOptions<GraphQLTransportOptions>();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IConnectionAuthenticator, HandshakeAuthenticator>();
        services.AddMetrics();
        services.AddSingleton<TransportMetrics>();
        services.AddSingleton<OperationTraces>();
        services.AddSingleton<OperationRunner>();
        services.AddSingleton<ConnectionLimit>();
        services.AddSingleton<Drain>();
        services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        services.AddSingleton<HttpTransport>();
        services.AddSingleton<SseTransport>();
        services.AddSingleton<Reservations>();
        services.AddSingleton<SingleTransport>();
        services.AddSingleton<WsServices>();
        services.AddSingleton<WebSocketTransport>();
        services.AddSingleton<GraphQLEndpoint>();
        return services;
    }

    /// <summary>
    /// Maps one endpoint for GraphQL over HTTP, for graphql-transport-ws and for graphql-sse. Authentication, if any, comes before it in
    /// the pipeline; nothing else is needed, WebSockets included.
    /// </summary>
    public static IEndpointConventionBuilder MapGraphQL(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/graphql")
    {
        var endpoint = endpoints.ServiceProvider.GetRequiredService<GraphQLEndpoint>();
        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.UseWebSockets();
        pipeline.Run(endpoint.HandleAsync);
        return endpoints.Map(pattern, pipeline.Build()).WithDisplayName("GraphQL");
    }
}
