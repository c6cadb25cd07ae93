using System.Diagnostics;

namespace IncidentGraph.Transport.Telemetry;

/// <summary>The names by which a host subscribes to what the transport measures and traces, and those of tags.</summary>
public static class TransportTelemetry
{
    /// <summary>Of the meter, and of the source of spans.</summary>
    public const string Name = "IncidentGraph.Transport";

    internal const string TransportTag = "graphql.transport";
    internal const string TypeTag = "graphql.operation.type";
    internal const string NameTag = "graphql.operation.name";
    internal const string HashTag = "graphql.document.hash";
    internal const string DocumentTag = "graphql.document";
    internal const string CodeTag = "graphql.error.code";

    internal const string Http = "http";
    internal const string Sse = "sse";
    internal const string WebSocket = "websocket";

    internal static ActivitySource Source { get; } = new(Name);
}
