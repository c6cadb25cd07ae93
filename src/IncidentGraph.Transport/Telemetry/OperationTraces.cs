using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Transport.Telemetry;

/// <summary>Makes the trace of each operation.</summary>
internal sealed class OperationTraces(TransportMetrics metrics, TimeProvider time, IOptions<GraphQLTransportOptions> options)
{
    /// <summary>Of an operation that is its request: its span is a part of the request's.</summary>
    public OperationTrace OfRequest(string transport) => Create(transport);

    /// <summary>Of one of many on a connection that may live for days: it begins a trace of its own, which refers to the connection's.</summary>
    public OperationTrace OfMessage(string transport) => Create(transport, Activity.Current?.Context ?? default, isRoot: true);

    private OperationTrace Create(string transport, ActivityContext origin = default, bool isRoot = false) =>
        new(metrics, time) { Transport = transport, Origin = origin, IsRoot = isRoot, ShowsDocuments = options.Value.TraceDocuments };
}
