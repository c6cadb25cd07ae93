using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IncidentGraph.Transport.WebSockets;

/// <summary>Asks the host's authenticator, and gives it no more time than a client has for <c>connection_init</c>.</summary>
internal static partial class WsAuthentication
{
    /// <summary>The verdict on <c>connection_init</c>, or why there is none.</summary>
    public static Task<(ConnectionVerdict? Verdict, CloseCode Failure)> AskAsync(
        WsServices services, HttpContext http, JsonElement? payload, CancellationToken ct) =>
        AskAsync(services, async (authenticator, token) => await authenticator.AuthenticateAsync(http, payload, token), ct);

    /// <summary>The verdict on a <c>ping</c>; null when it brings no credentials, or nobody can say.</summary>
    public static async Task<ConnectionVerdict?> AskAsync(
        WsServices services, HttpContext http, ClaimsPrincipal user, JsonElement payload, CancellationToken ct)
    {
        var (verdict, _) = await AskAsync(services, (authenticator, token) => authenticator.RenewAsync(http, user, payload, token), ct);
        return verdict is ConnectionVerdict.Unavailable ? null : verdict;
    }

    private static async Task<(ConnectionVerdict? Verdict, CloseCode Failure)> AskAsync(
        WsServices services, Func<IConnectionAuthenticator, CancellationToken, ValueTask<ConnectionVerdict?>> askAsync, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(services.Options.ConnectionInitTimeout, services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            await using var scope = services.Scopes.CreateAsyncScope();
            var authenticator = scope.ServiceProvider.GetRequiredService<IConnectionAuthenticator>();
            return (await askAsync(authenticator, either.Token), default);
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The authenticator failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
