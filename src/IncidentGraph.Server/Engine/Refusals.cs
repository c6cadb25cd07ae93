using GraphQL;
using GraphQL.Validation;
using GraphQLParser.AST;
using IncidentGraph.Domain.People;
using IncidentGraph.Transport;

namespace IncidentGraph.Server.Engine;

/// <summary>The request errors of execution, each with its code, status and remedy.</summary>
internal static class Refusals
{
    public const string DocumentTooLarge = "DOCUMENT_TOO_LARGE";
    public const string RootFieldLimit = "ROOT_FIELD_LIMIT";
    public const string AliasLimit = "ALIAS_LIMIT";
    public const string FragmentLimit = "FRAGMENT_LIMIT";
    public const string DirectiveLimit = "DIRECTIVE_LIMIT";
    public const string MergeLimit = "MERGE_LIMIT";
    public const string CostLimit = "COST_LIMIT";
    public const string RateLimit = "RATE_LIMIT";

    /// <summary>When it is worth trying again.</summary>
    public static readonly TimeSpan UnavailableFor = TimeSpan.FromSeconds(2);

    /// <summary>A document may be wrong in thousands of places; the first ones tell enough.</summary>
    private const int MostErrors = 10;

    public static OperationOutcome.Refused BadRequest(string message, string remedy) =>
        new(Error(ErrorCodes.BadRequest, message, remedy));

    public static OperationOutcome.Refused Invalid(string message, string remedy) =>
        new(Error(ErrorCodes.ValidationFailed, message, remedy));

    public static OperationOutcome.Refused NotHere(OperationType kind) => new(
        Error(ErrorCodes.MethodNotAllowed, $"A {kind.ToString().ToLowerInvariant()} cannot be sent this way.",
            "Send queries and mutations by POST or over a socket, subscriptions over a socket or as text/event-stream."),
        405);

    /// <param name="code">Of the limit.</param>
    /// <param name="what">What there is too much of, in the plural.</param>
    /// <param name="limit">How much there may be.</param>
    /// <param name="actual">How much there is, if it was counted to its end.</param>
    public static OperationOutcome.Refused Over(string code, string what, int limit, int? actual = null)
    {
        var amount = actual is { } counted ? $"{counted} {what}" : $"more than {limit} {what}";
        var error = Error(code, $"The document has {amount}; {limit} are allowed.", "Ask for less at once, in several operations.");
        return new(With(error, "limit", limit));
    }

    /// <param name="limit">Characters that one line of a value may have.</param>
    public static OperationOutcome.Refused TooLong(int limit) => new(With(
        Error(DocumentTooLarge, $"A name, value or comment of the document has more than {limit} characters in one line.", "Send long values in variables."), "limit", limit));

    public static OperationOutcome.Refused TooCostly(double requested, double limit)
    {
        var error = Error(CostLimit, $"The operation may cost {requested}; {limit} is allowed.", "Ask for shorter pages, or for less of each object, in several operations.");
        return new(With(error, "cost", new { requested, limit }));
    }

    public static OperationOutcome.Refused TooFast(double requested, double remaining, double restoreRate, TimeSpan wait)
    {
        var error = Error(RateLimit, $"The operation may cost {requested}, of which {remaining} is left now.", $"Try again later, or ask for less: {restoreRate} a second is given back.");
        return new(With(error, "cost", new { requested, remaining, restoreRate }), 429) { RetryAfter = wait };
    }

    public static OperationOutcome.Refused Unauthenticated(string message = "This needs a signed-in caller.") => new(
        Error(ErrorCodes.Unauthenticated, message, "Send a valid token or API key as 'Authorization: Bearer …'."), 401);

    public static OperationOutcome.Refused Forbidden(IReadOnlyList<string> policies, Caller caller) => new(
        Error(ErrorCodes.Forbidden, $"This needs policy {string.Join(" and ", policies)}.", Policies.Remedy(policies, caller)), 403);

    public static OperationOutcome.Refused ReadOnly() => new(
        Error(ErrorCodes.Forbidden, "This API key only reads.", "Use a key with the scope DECLARE or one that includes it."), 403);

    public static OperationOutcome.Refused OnlyStreams() => new(
        Error(ErrorCodes.Forbidden, "A stream ticket opens subscriptions only.", "Send queries and mutations with a token in the header 'Authorization'."), 403);

    public static OperationOutcome.Refused Unavailable() =>
        new(Error(ErrorCodes.Unavailable, "The database is away or too busy; nothing was changed.", "Try again in a few seconds."), 503)
        {
            RetryAfter = UnavailableFor,
        };

    /// <summary>A commit is never cut short, so a mutation that was stopped may have been carried out.</summary>
    public static OperationOutcome.Refused TooSlow(OperationType kind) => new(
        kind == OperationType.Mutation
            ? Error(ErrorCodes.Timeout, "The mutation took too long; it may have been carried out.", "Repeat it with the same idempotencyKey.")
            : Error(ErrorCodes.Timeout, "The operation took too long and was stopped.", "Ask for less at once."),
        503);

    public static OperationOutcome.Refused Of(RequestException e) => new(Error(e.Code, e.Message, e.Remedy));

    public static OperationOutcome.Refused Of(string code, IEnumerable<ExecutionError> errors, bool suggests = true) =>
        new([.. errors.Take(MostErrors).Select(e => Error(code, suggests ? e.Message : WithoutSuggestion(e)) with { Locations = Locations(e) })]);

    public static OperationError Error(string code, string message, string? remedy = null) => new(message, code)
    {
        Extensions = remedy is null
            ? new Dictionary<string, object?>(StringComparer.Ordinal)
            : new Dictionary<string, object?>(StringComparer.Ordinal) { ["remedy"] = remedy },
    };

    private static string WithoutSuggestion(ExecutionError error)
    {
        var suggestion = error is ValidationError ? error.Message.LastIndexOf(" Did you mean ", StringComparison.Ordinal) : -1;
        return suggestion < 0 ? error.Message : error.Message[..suggestion];
    }

    private static OperationError With(OperationError error, string name, object value) =>
        error with { Extensions = new Dictionary<string, object?>(error.Extensions, StringComparer.Ordinal) { [name] = value } };

    private static IReadOnlyList<OperationErrorLocation> Locations(ExecutionError error) =>
        [.. error.Locations?.Select(l => new OperationErrorLocation(l.Line, l.Column)) ?? []];
}
