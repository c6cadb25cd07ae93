namespace IncidentGraph.Server.Telemetry;

/// <summary>How a collector is spoken to.</summary>
public enum OtlpProtocol
{
    Grpc,
    HttpProtobuf,
}
