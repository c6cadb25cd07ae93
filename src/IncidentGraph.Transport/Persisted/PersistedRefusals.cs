namespace IncidentGraph.Transport.Persisted;

/// <summary>Why an operation that names its document, or that should, is refused.</summary>
internal static class PersistedRefusals
{
    /// <summary>Clients know the message as well as the code: they send the document.</summary>
    public static OperationOutcome.Refused NotFound { get; } = Of("PersistedQueryNotFound", ErrorCodes.PersistedQueryNotFound);

    /// <summary>So too: they send no more hashes.</summary>
    public static OperationOutcome.Refused NotSupported { get; } = Of("PersistedQueryNotSupported", ErrorCodes.PersistedQueryNotSupported);

    public static OperationOutcome.Refused UnknownId { get; } = Of("No trusted document has this 'documentId'.", ErrorCodes.PersistedQueryNotFound);

    public static OperationOutcome.Refused Mismatch { get; } =
        Of("'extensions.persistedQuery.sha256Hash' is not the SHA-256 of 'query', in hexadecimal.", ErrorCodes.PersistedQueryMismatch);

    public static OperationOutcome.Refused Required { get; } =
        Of("This server executes trusted documents only: name one by its 'documentId'.", ErrorCodes.PersistedOperationRequired);

    public static OperationOutcome.Refused Both { get; } = Of("A request has either a 'query' or a 'documentId'.", ErrorCodes.BadRequest);

    public static OperationOutcome.Refused Malformed(string problem) => Of(problem, ErrorCodes.BadRequest);

    private static OperationOutcome.Refused Of(string message, string code) => new(new OperationError(message, code));
}
