using IncidentGraph.Data.Tickets;
using IncidentGraph.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Commits;

/// <summary>Finds stream tickets, and binds each to the operation that it is first used for. On every node alike.</summary>
public sealed class StreamTickets(IDbContextFactory<IncidentDbContext> contexts, Commit commit)
{
    public const int SealKeyBytes = 32;

    public async Task<StreamTicket?> FindAsync(string secretHash, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.StreamTickets.AsNoTracking().SingleOrDefaultAsync(t => t.SecretHash == secretHash, ct);
    }

    /// <summary>Whether the ticket now belongs to this operation: it does for one only, the first.</summary>
    public async Task<bool> BindAsync(StreamTicket ticket, string operationHash, CancellationToken ct)
    {
        if (ticket.OperationHash is { } bound)
            return bound == operationHash;

        await commit.RunAsync(
            new Command
            {
                By = Caller.System,
                Decide = async (work, token) =>
                {
                    await work.Db.StreamTickets.Where(t => t.SecretHash == ticket.SecretHash && t.OperationHash == null)
                        .ExecuteUpdateAsync(set => set.SetProperty(t => t.OperationHash, operationHash).SetProperty(t => t.ExpiresAt, t => t.EndsAt), token);
                    return Decision.Accepted();
                },
            },
            ct);
        return (await FindAsync(ticket.SecretHash, ct))?.OperationHash == operationHash;
    }
}
