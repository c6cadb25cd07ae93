using IncidentGraph.Transport.Execution;
using IncidentGraph.Transport.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Transport.WebSockets;

/// <summary>What all sockets share.</summary>
internal sealed class WsServices(
    OperationRunner runner,
    OperationTraces traces,
    TransportMetrics metrics,
    ConnectionLimit connections,
    Drain drain,
    IConnectionWatch watch,
    IServiceScopeFactory scopes,
    TimeProvider time,
    IOptions<GraphQLTransportOptions> options,
    ILogger<WsConnection> logger)
{
    public OperationRunner Runner => runner;

    public OperationTraces Traces => traces;

    public TransportMetrics Metrics => metrics;

    public ConnectionLimit Connections => connections;

    public Drain Drain => drain;

    public IConnectionWatch Watch => watch;

    public IServiceScopeFactory Scopes => scopes;

    public TimeProvider Time => time;

    public GraphQLTransportOptions Options => options.Value;

    public ILogger Logger => logger;
}
