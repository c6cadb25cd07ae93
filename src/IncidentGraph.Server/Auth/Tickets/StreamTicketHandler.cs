using System.Security.Claims;
using System.Text.Encodings.Web;
using IncidentGraph.Data.Commits;
using IncidentGraph.Data.Tickets;
using IncidentGraph.Server.Auth.ApiKeys;
using IncidentGraph.Server.Engine;
using IncidentGraph.Transport;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Server.Auth.Tickets;

/// <summary>
/// Lets an event stream in by the ticket in its address, because a browser's <c>EventSource</c> sends no headers. Within its first minute the ticket
/// opens one operation; afterwards only who received an id of that stream comes back, until the ticket's end.
/// </summary>
internal sealed class StreamTicketHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    StreamTickets tickets, ApiKeyDirectory keys, CallerResolver callers, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "StreamTicket";
    public const string Parameter = "ticket";

    private const string LastEventId = "Last-Event-ID";

    /// <summary>A header wins: who can send one needs no ticket.</summary>
    public static bool Applies(HttpContext context) =>
        context.Request.Headers.Authorization.Count == 0 && HttpMethods.IsGet(context.Request.Method) && context.Request.Query.ContainsKey(Parameter);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        try
        {
            return await JudgeAsync(Request.Query[Parameter].ToString(), Context.RequestAborted) is { } user
                ? AuthenticateResult.Success(new AuthenticationTicket(user, SchemeName))
                : AuthenticateResult.Fail(new TicketRefusedException());
        }
        catch (Exception e) when (Outages.IsOutage(e))
        {
            return AuthenticateResult.Fail(e);
        }
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private async Task<ClaimsPrincipal?> JudgeAsync(string secret, CancellationToken ct)
    {
        if (!TicketSecret.IsOne(secret) || await tickets.FindAsync(TicketSecret.Hash(secret), ct) is not { } ticket || ticket.EndsAt <= clock.GetUtcNow())
            return null;

        var ids = new SealedEventIds(ticket.SealKey);
        if (!await OpensAsync(ticket, ids, ct) || await HolderAsync(ticket, ct) is not { } holder)
            return null;

        Context.Features.Set<IEventIds>(ids);
        return holder;
    }

    private async Task<bool> OpensAsync(StreamTicket ticket, SealedEventIds ids, CancellationToken ct)
    {
        var operation = TicketOperation.Hash(Request.Query);
        if (ids.Read(Request.Headers[LastEventId].ToString()) is { } cursor && ticket.OperationHash == operation)
        {
            Request.Headers[LastEventId] = cursor;
            return true;
        }

        Request.Headers.Remove(LastEventId); // of another stream: it says nothing about this one
        return clock.GetUtcNow() < ticket.OpensUntil && await tickets.BindAsync(ticket, operation, ct);
    }

    private async Task<ClaimsPrincipal?> HolderAsync(StreamTicket ticket, CancellationToken ct)
    {
        if (ticket.KeyPrefix is not { } prefix)
        {
            var person = StreamTicketIdentity.Of(ticket);
            return await callers.BarAsync(person, ct) is null ? person : null;
        }

        var key = await keys.ActiveAsync(prefix, ct);
        return key is null ? null : StreamTicketIdentity.Of((ClaimsIdentity)ApiKeyIdentity.Of(key).Identity!, ticket); // made with one
    }
}
