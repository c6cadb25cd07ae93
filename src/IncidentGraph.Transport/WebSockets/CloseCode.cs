namespace IncidentGraph.Transport.WebSockets;

/// <summary>Why a socket is closed (RFC 6455 §7.4.1; the IANA registry; graphql-transport-ws, with the names of its reference implementation).</summary>
public enum CloseCode
{
    Normal = 1000,

    /// <summary>A binary message.</summary>
    UnsupportedData = 1003,

    MessageTooBig = 1009,

    /// <summary>The server drains; clients come back, to another node.</summary>
    ServiceRestart = 1012,

    /// <summary>What the server needs is away, or the caller has too many connections; clients come back.</summary>
    TryAgainLater = 1013,

    /// <summary>A message that the protocol does not know.</summary>
    BadRequest = 4400,

    /// <summary><c>subscribe</c> before <c>connection_ack</c>.</summary>
    Unauthorized = 4401,

    /// <summary>The credentials are refused, or have expired.</summary>
    Forbidden = 4403,

    SubprotocolNotAcceptable = 4406,
    ConnectionInitialisationTimeout = 4408,
    SubscriberAlreadyExists = 4409,
    TooManyInitialisationRequests = 4429,
    InternalServerError = 4500,
}
