using System.Text.Json;
using IncidentGraph.Transport.Execution;
using IncidentGraph.Transport.Http;
using IncidentGraph.Transport.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Transport.Sse.Single;

/// <summary>
/// graphql-sse in single connection mode: PUT reserves a stream, GET opens it, POST starts an operation that answers on it, DELETE stops one.
/// All of them have to reach the same process.
/// </summary>
internal sealed class SingleTransport(
    Reservations reservations,
    SseTransport sse,
    OperationRunner runner,
    OperationTraces traces,
    TransportMetrics metrics,
    Drain drain,
    IConnectionWatch watch,
    IOptions<GraphQLTransportOptions> options)
{
    private readonly RequestReader _reader = new(options.Value);

    /// <summary>Whether the request is about a reserved stream.</summary>
    public static bool Applies(HttpRequest request) =>
        HttpMethods.IsPut(request.Method) || HttpMethods.IsDelete(request.Method) || TokenOf(request) is not null;

    public Task HandleAsync(HttpContext http)
    {
        if (HttpMethods.IsPut(http.Request.Method))
            return ReserveAsync(http);
        var token = TokenOf(http.Request) ?? string.Empty;
        if (reservations.Find(token) is not { } reservation)
            return RefuseAsync(http, SingleRefusals.NoReservation);
        // The token is what an EventSource can bring along: it opens the stream, whoever else the browser says it is.
        if (HttpMethods.IsGet(http.Request.Method) && ResponseMedia.Negotiate(http.Request.Headers.Accept) is { Streams: true })
            return OpenAsync(http, token, reservation);
        if (options.Value.PrincipalKey(http.User) != options.Value.PrincipalKey(reservation.Owner))
            return RefuseAsync(http, SingleRefusals.NoReservation);
        return HttpMethods.IsDelete(http.Request.Method) ? StopAsync(http, reservation) : StartAsync(http, reservation);
    }

    private Task ReserveAsync(HttpContext http)
    {
        if (drain.Token.IsCancellationRequested || reservations.TryMake(http.User) is not { } token)
            return RefuseAsync(http, SingleRefusals.NoRoom);
        http.Response.StatusCode = StatusCodes.Status201Created;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsync(token, http.RequestAborted);
    }

    private async Task OpenAsync(HttpContext http, string token, Reservation reservation)
    {
        if (!reservation.TryOpen())
        {
            await RefuseAsync(http, SingleRefusals.OpenAlready);
            return;
        }

        try
        {
            await sse.ServeAsync(http, reservation.Owner, (connection, life) => CarryAsync(reservation, connection, life.Token));
        }
        finally
        {
            reservations.Remove(token);
            reservation.Dispose();
        }
    }

    // Until the client leaves, the rights are over, or the server ends it. What runs still uses the connection, so it is waited for.
    private async Task CarryAsync(Reservation reservation, SseConnection connection, CancellationToken ct)
    {
        using var draining = drain.Token.Register(reservation.Drain);
        using var watching = await watch.WatchAsync(reservation.Owner, reservation.End, ct);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, reservation.Ended);
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var ending = either.Token.Register(over.SetResult);
        reservation.Open(connection);
        await over.Task;
        await reservation.CloseAsync();
    }

    private Task StopAsync(HttpContext http, Reservation reservation)
    {
        if (http.Request.Query["operationId"] is not [{ Length: > 0 } id])
            return RefuseAsync(http, SingleRefusals.NoIdInQuery);
        reservation.Stop(id);
        return Task.CompletedTask;
    }

    private async Task StartAsync(HttpContext http, Reservation reservation)
    {
        var (request, refused) = await _reader.ReadAsync(http.Request, http.RequestAborted);
        if (request is null)
            await RefuseAsync(http, refused!);
        else if (IdOf(request) is not { } id)
            await RefuseAsync(http, SingleRefusals.NoId);
        else
            await StartAsync(http, reservation, new LiveOperation(id), request);
    }

    private Task StartAsync(HttpContext http, Reservation reservation, LiveOperation operation, OperationRequest request) =>
        reservation.Begin(operation) switch
        {
            Reservation.Start.Begun => AcceptAsync(http, reservation, operation, request),
            Reservation.Start.IdTaken => RefuseAsync(http, SingleRefusals.IdTaken(operation.Id)),
            Reservation.Start.TooMany => RefuseAsync(http, SingleRefusals.TooMany(options.Value.MaxOperationsPerSocket)),
            _ => RefuseAsync(http, SingleRefusals.NoRoom),
        };

    // Answered once it is known whether the operation runs; what it says comes on the stream.
    private async Task AcceptAsync(HttpContext http, Reservation reservation, LiveOperation operation, OperationRequest request)
    {
        var judged = new TaskCompletionSource<OperationOutcome.Refused?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var allowed = HttpMethods.IsGet(http.Request.Method) ? OperationKinds.Query | OperationKinds.Subscription : OperationKinds.All;
        var (user, origin, trace) = (http.User, OperationOrigin.Of(http), traces.OfRequest(TransportTelemetry.Sse));
        reservation.Run(operation, async ct =>
        {
            try
            {
                var context = new OperationContext(user, allowed) { Origin = origin, Trace = trace };
                await RunAsync(reservation, operation, request, context, judged, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                // The client stopped it or is gone.
            }
            catch (Exception e)
            {
                judged.TrySetResult(runner.Explain(e));
                reservation.Fail(operation);
            }
            finally
            {
                reservation.Release(operation);
                judged.TrySetResult(null);
            }
        });
        if (await judged.Task.WaitAsync(http.RequestAborted) is { } refused)
            await WriteAsync(http, refused);
        else
            http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private async Task RunAsync(
        Reservation reservation,
        LiveOperation operation,
        OperationRequest request,
        OperationContext context,
        TaskCompletionSource<OperationOutcome.Refused?> judged,
        CancellationToken ct)
    {
        var outcome = await runner.ExecuteAsync(request, context, ct);
        if (outcome is OperationOutcome.Refused refused)
        {
            reservation.Complete(operation);
            judged.SetResult(refused);
            return;
        }

        if (outcome is OperationOutcome.Streaming)
            reservation.Stream(operation);
        judged.SetResult(null);
        await runner.DeliverAsync(outcome, new SingleSink(reservation, operation), context.Trace, ct);
    }

    private Task RefuseAsync(HttpContext http, OperationOutcome.Refused refused)
    {
        metrics.CountErrors(refused);
        return WriteAsync(http, refused);
    }

    // With its own status under any media type: a client takes 200 for an operation that was begun.
    private static Task WriteAsync(HttpContext http, OperationOutcome.Refused refused) =>
        HttpAnswer.WriteMalformedAsync(http, (ResponseMedia.Negotiate(http.Request.Headers.Accept)?.Preferred).GetValueOrDefault(MediaType.Json), refused);

    private static string? IdOf(OperationRequest request) =>
        request.Extensions is { } extensions && extensions.TryGetProperty("operationId", out var id) && id.ValueKind == JsonValueKind.String
        && id.GetString() is { Length: > 0 } text
            ? text
            : null;

    private static string? TokenOf(HttpRequest request)
    {
        var token = request.Headers["X-GraphQL-Event-Stream-Token"].ToString();
        if (token.Length == 0 && request.QueryString.HasValue)
            token = request.Query["token"].ToString();
        return token.Length == 0 ? null : token;
    }
}
