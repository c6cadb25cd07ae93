using System.Security.Claims;
using IncidentGraph.Transport.Execution;
using IncidentGraph.Transport.Http;
using IncidentGraph.Transport.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Transport.Sse;

/// <summary>
/// GraphQL over server-sent events in distinct connections mode. A stream that the server breaks off (drain, expired rights) ends
/// without <c>complete</c>, so that the client comes back with its last event id.
/// </summary>
internal sealed class SseTransport(
    OperationRunner runner,
    ConnectionLimit connections,
    Drain drain,
    TransportMetrics metrics,
    TimeProvider time,
    IOptions<GraphQLTransportOptions> options)
{
    /// <summary>Opens the stream at once, before the operation has anything to say.</summary>
    public Task RunAsync(HttpContext http, OperationRequest request, OperationContext context) =>
        DeliverAsync(http, context.Trace, ct => runner.ExecuteAsync(request, context, ct));

    /// <summary>Serves a stream that is under way already.</summary>
    public Task DeliverAsync(HttpContext http, OperationOutcome.Streaming streaming, OperationTrace trace) =>
        DeliverAsync(http, trace, _ => ValueTask.FromResult<OperationOutcome>(streaming));

    /// <summary>Keeps a stream open while <paramref name="sayAsync"/> has something to say, and no longer than the rights of <paramref name="user"/> last.</summary>
    public async Task ServeAsync(HttpContext http, ClaimsPrincipal user, Func<SseConnection, CancellationTokenSource, Task> sayAsync)
    {
        using var place = connections.Enter(http);
        if (place is null)
        {
            await HttpAnswer.RefuseAsync(http, metrics, MediaType.Json, connections.Refusal);
            return;
        }

        using var presence = metrics.Connect(TransportTelemetry.Sse);
        using var rights = options.Value.PrincipalExpiry(user) is { } expiry
            ? new CancellationTokenSource(Deadline.Until(expiry, time), time)
            : new CancellationTokenSource();
        using var life = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, rights.Token);
        using var connection = new SseConnection(http, options.Value, time);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(life.Token);
        var keepAlive = Task.CompletedTask;
        try
        {
            await connection.OpenAsync(life.Token);
            keepAlive = connection.KeepAliveAsync(done.Token);
            await sayAsync(connection, life);
        }
        catch (OperationCanceledException)
        {
            // The client left, was too slow, lost its rights, or the server drains: the stream just ends.
        }
        finally
        {
            await done.CancelAsync();
            await keepAlive.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task DeliverAsync(HttpContext http, OperationTrace trace, Func<CancellationToken, ValueTask<OperationOutcome>> executeAsync) =>
        ServeAsync(http, http.User, async (connection, life) =>
        {
            var outcome = await executeAsync(life.Token);
            if (outcome is OperationOutcome.Streaming { Start: { } start })
                await connection.StartAsync(start, life.Token);
            // Only a stream can be resumed elsewhere: what has one answer gets it, even while the server drains. A stream that was opened before it
            // was known to be one hears of a client that leaves before its reader does, which is no failure.
            using var draining = outcome is OperationOutcome.Streaming ? drain.Token.Register(life.Cancel) : default;
            await runner.DeliverAsync(outcome, connection, trace, life.Token, http.RequestAborted);
        });
}
