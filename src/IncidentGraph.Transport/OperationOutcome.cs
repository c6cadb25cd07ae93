namespace IncidentGraph.Transport;

/// <summary>How an operation went.</summary>
public abstract record OperationOutcome
{
    private OperationOutcome()
    {
    }

    /// <summary>The operation ran. Field errors, if any, are part of the response.</summary>
    /// <param name="Json">The complete response as UTF-8 JSON, with a <c>data</c> entry.</param>
    public sealed record Executed(ReadOnlyMemory<byte> Json) : OperationOutcome
    {
        /// <summary>Whether fields failed: such an answer is never kept for later.</summary>
        public bool HasErrors { get; init; }
    }

    /// <summary>A request error (GraphQL, "Request Errors"): nothing ran, and the response has no <c>data</c> entry.</summary>
    /// <param name="Errors">At least one error.</param>
    /// <param name="StatusCode">
    /// The HTTP status where the transport has one: 400 for syntax and validation, 401, 403, 405, 503 and so on.
    /// </param>
    public sealed record Refused(IReadOnlyList<OperationError> Errors, int StatusCode = 400) : OperationOutcome
    {
        public Refused(OperationError error, int statusCode = 400)
            : this([error], statusCode)
        {
        }

        /// <summary>When a retry may succeed; sent as <c>Retry-After</c> or as the <c>retry</c> field of an event stream.</summary>
        public TimeSpan? RetryAfter { get; init; }
    }

    /// <summary>The operation is a stream of responses, pulled one at a time as the client takes them.</summary>
    /// <param name="Items">Enumerated once and always disposed. A <see cref="StreamFault"/> ends the stream with errors.</param>
    public sealed record Streaming(IAsyncEnumerable<StreamItem> Items) : OperationOutcome
    {
        /// <summary>
        /// Where the stream begins, if it can be resumed: one whose ids are <see cref="IEventIds"/> and that breaks off before its first event is
        /// resumed from here.
        /// </summary>
        public string? Start { get; init; }
    }
}
