using System.Diagnostics;
using System.Text.Json;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Engine.Costs;
using IncidentGraph.Server.Live;
using IncidentGraph.Transport;

namespace IncidentGraph.Server.Engine;

/// <summary>Executes one operation in one scope, through the engine, and writes its answer.</summary>
internal sealed partial class OperationRunner(
    GraphSchemas schemas, IDocumentExecuter executer, CostControl costs, GraphQLOptions options,
    IHostEnvironment environment, TimeProvider clock, ILogger<OperationRunner> log)
{
    private static readonly AnswerJson _json = new();

    private readonly bool _suggests = options.Suggestions ?? !environment.IsProduction();

    public async ValueTask<OperationOutcome> RunAsync(RunningOperation operation, IServiceProvider services, CancellationToken ct, object? root = null)
    {
        using var timeout = new CancellationTokenSource(options.ExecutionTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            var result = await ExecuteAsync(operation, services, root, null, either.Token);
            var cost = costs.Settle(operation, result);
            if (Refused(result, operation.Shape) is { } refused)
                return refused;
            var answer = Answer(result, operation);
            if (operation.AnswersAsAll is { } answers)
                answers.Keep(operation.Audience, answer, cost);
            return answer;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Refusals.TooSlow(operation.Shape.Definition.Operation);
        }
    }

    public async Task<ExecutionResult> ExecuteAsync(
        RunningOperation operation, IServiceProvider services, object? root, IDictionary<string, object?>? userContext, CancellationToken ct)
    {
        services.GetRequiredService<CurrentCaller>().Set(operation.Context.User, operation.Caller);
        if (operation.Shape.RootFields.Contains("eventCursor"))
            await services.GetRequiredService<EventCursor>().ReadAsync(ct);
        var isValid = operation.Document.IsValidFor(operation.Audience);
        var result = await executer.ExecuteAsync(new ExecutionOptions
        {
            Schema = schemas.For(operation.Audience),
            Document = operation.Document.Document,
            Query = operation.Request.Query,
            OperationName = operation.Request.OperationName,
            Variables = Variables(operation.Request),
            Root = root,
            UserContext = userContext ?? new Dictionary<string, object?>(StringComparer.Ordinal),
            RequestServices = services,
            ValidationRules = isValid ? [] : null,
            CancellationToken = ct,
            UnhandledExceptionDelegate = OnUnhandledAsync,
        });
        if (!isValid && result.Executed)
            operation.Document.MarkValidFor(operation.Audience);
        return result;
    }

    /// <summary>
    /// Errors for which the operation is refused whole; null when there is an answer to send. What a mutation has committed
    /// is never hidden behind a refusal: there a later failure is an error of its field.
    /// </summary>
    public OperationOutcome.Refused? Refused(ExecutionResult result, OperationShape shape)
    {
        if (result is { Executed: true, Errors: null })
            return null;
        var errors = result.Errors?.ToList() ?? [];
        if (!result.Executed && errors.TrueForAll(e => e is DocumentError || e.InnerException is null)) // a bad variable brings its cause
            return Refusals.Of(errors.Exists(e => e is InvalidVariableError) ? "BAD_USER_INPUT" : ErrorCodes.ValidationFailed, errors, _suggests);
        if (shape.MayHaveChanged(errors))
            return null;
        if (errors.Select(e => e.InnerException).OfType<RequestException>().FirstOrDefault() is { } bad)
            return Refusals.Of(bad);
        return errors.Exists(e => Outages.IsOutage(e.InnerException)) ? Refusals.Unavailable() : null;
    }

    private static OperationOutcome.Executed Answer(ExecutionResult result, RunningOperation operation)
    {
        if (result.Errors is { } errors)
            Tell(errors, operation);
        return new OperationOutcome.Executed(_json.Write(result)) { HasErrors = result.Errors is { Count: > 0 } };
    }

    private static void Tell(ExecutionErrors errors, RunningOperation operation)
    {
        foreach (var error in errors)
            ErrorCodesOf.Apply(error);
        foreach (var code in errors.Select(error => error.Code).OfType<string>().Distinct(StringComparer.Ordinal))
            operation.Context.Trace.AddError(code);
    }

    private static Inputs Variables(OperationRequest request) => request.Variables is { ValueKind: JsonValueKind.Object } variables
        ? _json.ReadNode<Inputs>(variables) ?? Inputs.Empty
        : Inputs.Empty;

    private Task OnUnhandledAsync(UnhandledExceptionContext failure)
    {
        if (failure.OriginalException is OperationCanceledException)
            return Task.CompletedTask;
        if (failure.OriginalException is RequestException or HiddenException)
        {
            failure.ErrorMessage = failure.OriginalException.Message;
            return Task.CompletedTask;
        }

        var traceId = Activity.Current?.TraceId.ToString() ?? ActivityTraceId.CreateRandom().ToString();
        var path = string.Join('.', failure.FieldContext?.Path ?? []);
        LogFailure(log, failure.OriginalException, path, traceId);
        failure.Exception = new FieldFailure(traceId, failure.OriginalException);
        failure.ErrorMessage = "Something went wrong on the server; its log has the details under the trace id.";
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Field {Path} failed; trace id {TraceId}")]
    private static partial void LogFailure(ILogger logger, Exception failure, string path, string traceId);
}
