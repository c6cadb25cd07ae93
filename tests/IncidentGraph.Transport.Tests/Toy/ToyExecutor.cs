using System.Runtime.CompilerServices;
using GraphQL;
using GraphQL.SystemTextJson;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace IncidentGraph.Transport.Tests.Toy;

/// <summary>A real engine behind the transport. A test may step in before it.</summary>
public sealed class ToyExecutor(ISchema schema, TickLog log) : IOperationExecutor
{
    private readonly DocumentExecuter _executer = new();
    private readonly GraphQLSerializer _serializer = new();

    public Func<OperationRequest, OperationContext, CancellationToken, ValueTask<OperationOutcome>?>? Intercept { get; set; }

    public OperationContext? LastContext { get; private set; }

    public ValueTask<OperationOutcome> ExecuteAsync(OperationRequest request, OperationContext context, CancellationToken ct)
    {
        LastContext = context;
        return Intercept?.Invoke(request, context, ct) ?? RunAsync(request, context, ct);
    }

    private async ValueTask<OperationOutcome> RunAsync(OperationRequest request, OperationContext context, CancellationToken ct)
    {
        GraphQLDocument document;
        try
        {
            document = Parser.Parse(request.Query!);
        }
        catch (GraphQLParserException e)
        {
            return new OperationOutcome.Refused(new OperationError(e.Description, ErrorCodes.ParseFailed)
            {
                Locations = [new OperationErrorLocation(e.Location.Line, e.Location.Column)],
            });
        }

        if (Select(document, request.OperationName) is not { } operation)
            return new OperationOutcome.Refused(new OperationError("Unknown operation.", ErrorCodes.BadRequest));
        var kind = operation.Operation switch
        {
            OperationType.Mutation => OperationKinds.Mutation,
            OperationType.Subscription => OperationKinds.Subscription,
            _ => OperationKinds.Query,
        };
        context.Trace.Describe(kind, operation.Name?.StringValue, request.Query!);
        if (!context.Allowed.HasFlag(kind))
            return new OperationOutcome.Refused(new OperationError("Not over this method.", ErrorCodes.MethodNotAllowed), 405);
        return kind == OperationKinds.Subscription
            ? await SubscribeAsync(request, document, context)
            : await AnswerAsync(request, ct);
    }

    private static GraphQLOperationDefinition? Select(GraphQLDocument document, string? name)
    {
        var operations = document.Definitions.OfType<GraphQLOperationDefinition>().ToList();
        return name is null
            ? operations.Count == 1 ? operations[0] : null
            : operations.Find(operation => operation.Name?.StringValue == name);
    }

    private async ValueTask<OperationOutcome> AnswerAsync(OperationRequest request, CancellationToken ct)
    {
        var result = await ExecuteAsync(request, ct);
        return result.Executed
            ? new OperationOutcome.Executed(await WriteAsync(result)) { HasErrors = result.Errors is { Count: > 0 } }
            : Refuse(result.Errors!);
    }

    private async Task<ExecutionResult> ExecuteAsync(OperationRequest request, CancellationToken ct) =>
        await _executer.ExecuteAsync(new ExecutionOptions
        {
            Schema = schema,
            Query = request.Query,
            OperationName = request.OperationName,
            Variables = request.Variables is { } variables ? _serializer.ReadNode<Inputs>(variables) : null,
            CancellationToken = ct,
        });

    private async ValueTask<OperationOutcome> SubscribeAsync(OperationRequest request, GraphQLDocument document, OperationContext context)
    {
        var verdict = await new DocumentValidator().ValidateAsync(new ValidationOptions
        {
            Schema = schema,
            Document = document,
            Operation = document.Definitions.OfType<GraphQLOperationDefinition>().First(),
        });
        if (!verdict.IsValid)
            return Refuse(verdict.Errors);
        if (context.LastEventId is not { } id)
            return new OperationOutcome.Streaming(ReadAsync(log.Last));
        if (!int.TryParse(id, out var after))
            return new OperationOutcome.Refused(new OperationError("Not a cursor of mine.", ErrorCodes.CursorInvalid));
        return new OperationOutcome.Streaming(ReadAsync(after));
    }

    private async IAsyncEnumerable<StreamItem> ReadAsync(int after, [EnumeratorCancellation] CancellationToken ct = default)
    {
        await foreach (var number in log.ReadAsync(after, ct))
            yield return new StreamItem(System.Text.Encoding.UTF8.GetBytes($$$"""{"data":{"ticks":{{{number}}}}}"""), number.ToString());
    }

    private async Task<ReadOnlyMemory<byte>> WriteAsync(ExecutionResult result)
    {
        using var stream = new MemoryStream();
        await _serializer.WriteAsync(stream, result);
        return stream.ToArray();
    }

    private static OperationOutcome.Refused Refuse(IEnumerable<ExecutionError> errors) =>
        new([.. errors.Select(error => new OperationError(error.Message, ErrorCodes.ValidationFailed)
        {
            Locations = [.. (error.Locations ?? []).Select(at => new OperationErrorLocation(at.Line, at.Column))],
        })]);
}
