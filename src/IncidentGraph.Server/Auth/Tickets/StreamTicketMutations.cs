using System.Security.Cryptography;
using IncidentGraph.Data.Commits;
using IncidentGraph.Data.Tickets;
using IncidentGraph.Domain;
using IncidentGraph.Server.Auth.ApiKeys;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mutations;

namespace IncidentGraph.Server.Auth.Tickets;

public sealed record CreateStreamTicketInput(string? IdempotencyKey) : IMutationInput;

[MutationType]
public sealed class StreamTicketMutations(CallerCommands commands, CurrentCaller caller, TimeProvider clock)
{
    // Long enough for a page to load, too short to be of use to who finds it in a log.
    private static readonly TimeSpan _firstUse = TimeSpan.FromSeconds(60);

    // Of a token that never ends.
    private static readonly TimeSpan _longest = TimeSpan.FromHours(24);

    public async Task<CreateStreamTicketPayload> CreateStreamTicketAsync(CreateStreamTicketInput input, CancellationToken ct)
    {
        var secret = TicketSecret.New();
        var ticket = Ticket(secret, clock.NowMoment());
        var answer = await commands.RunAsync(
            input,
            (work, _) =>
            {
                work.Db.Add(ticket);
                return Task.FromResult(Decision.Accepted());
            },
            ct);
        return new CreateStreamTicketPayload(answer, secret, ticket);
    }

    private StreamTicket Ticket(string secret, DateTimeOffset now)
    {
        var user = caller.Principal;
        var prefix = ApiKeyIdentity.PrefixOf(user);
        var until = now + _firstUse;
        return new StreamTicket
        {
            SecretHash = TicketSecret.Hash(secret),
            SealKey = RandomNumberGenerator.GetBytes(StreamTickets.SealKeyBytes),
            Issuer = prefix is null ? user.Find(TokenClaims.Issuer) : null,
            Subject = prefix is null ? user.Find(TokenClaims.Subject) : null,
            Role = prefix is null ? caller.Known.Role : null,
            IssuedAt = caller.IssuedAt,
            KeyPrefix = prefix,
            EndsAt = caller.ExpiresAt ?? now + _longest,
            OpensUntil = until,
            ExpiresAt = until,
        };
    }
}
