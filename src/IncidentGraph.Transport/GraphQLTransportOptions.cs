using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using IncidentGraph.Transport.Execution;
using IncidentGraph.Transport.Http;

namespace IncidentGraph.Transport;

/// <summary>Limits and habits of the transport. Everything is bounded by default.</summary>
public sealed class GraphQLTransportOptions
{
    /// <summary>The largest body of a POST, in bytes, inflated if it comes compressed; more is 413.</summary>
    [Range(1, 1_000_000_000)]
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>The largest message on a socket, in bytes, over all its fragments; more closes it with 1009.</summary>
    [Range(1, 1_000_000_000)]
    public int MaxMessageBytes { get; set; } = 1024 * 1024;

    /// <summary>Requests that one POST may bring as a list; more is 400. 0 takes no lists.</summary>
    [Range(0, 1000)]
    public int MaxBatch { get; set; } = 10;

    /// <summary>How deep <c>variables</c> and <c>extensions</c> may nest; more is 400, or 4400 on a socket.</summary>
    [Range(1, 256)]
    public int MaxJsonDepth { get; set; } = 64;

    /// <summary>Operations that one socket may run at a time; one more gets an <c>error</c> for its id. So for reserved event streams, with 429.</summary>
    [Range(1, 100_000)]
    public int MaxOperationsPerSocket { get; set; } = 256;

    /// <summary>
    /// Sockets and event streams that one caller may have open at a time; one more is 429. A caller is who the request says, or else the network that
    /// it comes from: an IPv4 address, an IPv6 /64.
    /// </summary>
    [Range(1, 10_000_000)]
    public int MaxConnectionsPerCaller { get; set; } = 10_000;

    /// <summary>Event streams of the single connection mode that may be reserved or open at a time; one more is 503.</summary>
    [Range(1, 10_000_000)]
    public int MaxReservations { get; set; } = 10_000;

    /// <summary>Responses that may wait for one socket's writer; beyond it the streams are not pulled.</summary>
    [Range(1, 100_000)]
    public int MaxSendQueue { get; set; } = 64;

    /// <summary>How long a socket may take to send <c>connection_init</c>, and the authenticator to judge it; also how long a reserved event stream waits.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan ConnectionInitTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The interval of pings on a socket and of comments on an event stream. Two unanswered pings abort the socket.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "7.00:00:00")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>A connection that takes no bytes for this long is aborted.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a closing socket may take to answer the close frame.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>What event streams tell clients to wait before they reconnect.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Retry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Origins that pages may come from, over CORS, sockets and event streams alike, as browsers send them (<c>https://status.example.com</c>);
    /// <c>*</c> is any. The server's own origin is always allowed, and so are clients that send none.
    /// </summary>
    [Origin]
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>
    /// Characters of documents that clients make known by their hashes and that are kept (Apollo's automatic persisted queries); the least used go
    /// first. 0 keeps none, and clients are told so.
    /// </summary>
    [Range(0, 1_000_000_000)]
    public int AutomaticDocuments { get; set; } = 4 * 1024 * 1024;

    /// <summary>A folder of documents that clients name by their ids; null is none. Read once, when the server starts.</summary>
    public string? TrustedDocuments { get; set; }

    /// <summary>Whether nothing but <see cref="TrustedDocuments"/> is executed.</summary>
    public bool OnlyTrustedDocuments { get; set; }

    /// <summary>How long caches may keep what anonymous callers get for a persisted document by GET, without asking again.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan PublicMaxAge { get; set; }

    /// <summary>Where a browser goes that opens the endpoint without a query; null answers it as any other client.</summary>
    [Bindable(false)]
    public string? BrowserPath { get; set; }

    /// <summary>Whether spans carry the documents' text, which may hold anything that a client wrote into it. Their hash is always there.</summary>
    [Bindable(false)]
    public bool TraceDocuments { get; set; }

    /// <summary>When a principal's rights end; null is never. Reads the <c>exp</c> claim (RFC 7519 §4.1.4) unless replaced.</summary>
    [Bindable(false)]
    public Func<ClaimsPrincipal, DateTimeOffset?> PrincipalExpiry { get; set; } = ExpiryClaim.Read;

    /// <summary>
    /// What tells users apart; null is an anonymous one. Reads how they came in, and the claims <c>iss</c> and <c>sub</c> (RFC 7519 §4.1) or the
    /// name, unless replaced.
    /// </summary>
    [Bindable(false)]
    public Func<ClaimsPrincipal, string?> PrincipalKey { get; set; } = SubjectClaim.Read;
}
