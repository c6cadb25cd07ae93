using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IncidentGraph.Transport.WebSockets;

/// <summary>Asks the host's authenticator, and gives it no more time than a client has for <c>connection_init</c>.</summary>
internal static partial class WsAuthentication
{
    /// <summary>The verdict, or why there is none.</summary>
    public static async Task<(ConnectionVerdict? Verdict, CloseCode Failure)> AskAsync(
        WsServices services, HttpContext http, JsonElement? payload, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(services.Options.ConnectionInitTimeout, services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            await using var scope = services.Scopes.CreateAsyncScope();
            var authenticator = scope.ServiceProvider.GetRequiredService<IConnectionAuthenticator>();
            return (await authenticator.AuthenticateAsync(http, payload, either.Token), default);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return (null, CloseCode.ConnectionInitialisationTimeout);
        }
        catch (Exception e)
        {
            LogFailed(services.Logger, e);
            return (null, CloseCode.InternalServerError);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The authenticator failed; the socket is closed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
