using System.ComponentModel.DataAnnotations;
using IncidentGraph.Server.Auth;

namespace IncidentGraph.Server.Telemetry;

/// <summary>Who is told what the server does (section <c>Telemetry</c>).</summary>
public sealed class TelemetryOptions
{
    /// <summary>The OpenTelemetry collector that gets traces, metrics and logs; null or empty: none does.</summary>
    [HttpAddress]
    public string? OtlpEndpoint { get; set; }

    public OtlpProtocol OtlpProtocol { get; set; } = OtlpProtocol.Grpc;

    /// <summary>What <c>/metrics</c> asks for as a bearer token; null or empty: it is not there, but for this machine in Development.</summary>
    [DataType(DataType.Password)]
    [RegularExpression("[!-~]{16,}", ErrorMessage = "16 or more characters of ASCII, without spaces")]
    public string? MetricsToken { get; set; }

    /// <summary>Whether spans carry the text of documents. Whoever reads traces then reads what clients wrote into them.</summary>
    public bool TraceDocuments { get; set; }
}
