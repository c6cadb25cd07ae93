namespace IncidentGraph.Transport.WebSockets;

/// <summary>The sub-protocols of a handshake (RFC 6455 §1.9). Clients that offer an older one beside it get the present one.</summary>
internal static class Subprotocol
{
    public const string TransportWs = "graphql-transport-ws";

    public static string? Choose(IEnumerable<string> offered) => offered.Contains(TransportWs, StringComparer.Ordinal) ? TransportWs : null;
}
