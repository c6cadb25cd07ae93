namespace IncidentGraph.Transport;

/// <summary>The values of <c>extensions.code</c> in request errors.</summary>
public static class ErrorCodes
{
    public const string BadRequest = "BAD_REQUEST";
    public const string ParseFailed = "GRAPHQL_PARSE_FAILED";
    public const string ValidationFailed = "GRAPHQL_VALIDATION_FAILED";
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";
    public const string NotAcceptable = "NOT_ACCEPTABLE";
    public const string UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE";
    public const string PayloadTooLarge = "PAYLOAD_TOO_LARGE";
    public const string BatchTooLarge = "BATCH_TOO_LARGE";
    public const string DepthLimit = "DEPTH_LIMIT";
    public const string Timeout = "TIMEOUT";
    public const string Unauthenticated = "UNAUTHENTICATED";
    public const string Forbidden = "FORBIDDEN";
    public const string NotFound = "NOT_FOUND";
    public const string Conflict = "CONFLICT";
    public const string Unavailable = "UNAVAILABLE";
    public const string Internal = "INTERNAL";
    public const string SlowConsumer = "SLOW_CONSUMER";
    public const string TooManyOperations = "TOO_MANY_OPERATIONS";
    public const string TooManyConnections = "TOO_MANY_CONNECTIONS";
    public const string PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND";
    public const string PersistedQueryNotSupported = "PERSISTED_QUERY_NOT_SUPPORTED";
    public const string PersistedQueryMismatch = "PERSISTED_QUERY_MISMATCH";
    public const string PersistedOperationRequired = "PERSISTED_OPERATION_REQUIRED";
    public const string CursorInvalid = "CURSOR_INVALID";
    public const string CursorExpired = "CURSOR_EXPIRED";

    /// <summary>Whether a code says that there was too much of something, which its name does.</summary>
    public static bool IsLimit(string code) =>
        code.Contains("_LIMIT", StringComparison.Ordinal)
        || code.EndsWith("_TOO_LARGE", StringComparison.Ordinal)
        || code.StartsWith("TOO_MANY_", StringComparison.Ordinal);
}
