using IncidentGraph.Domain;
using IncidentGraph.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Commits;

/// <summary>Deletes what has had its day, a bounded number at a time, so that no commit waits long.</summary>
public sealed class Housekeeping(Commit commit, TimeProvider clock)
{
    public const int AtOnce = 500;

    /// <summary>Answers how many rows went; as many as <see cref="AtOnce"/> means there may be more.</summary>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        var deleted = 0;
        await commit.RunAsync(
            new Command
            {
                By = Caller.System,
                Decide = async (work, token) =>
                {
                    deleted = await DeleteExpiredKeysAsync(work.Db, clock.NowMoment(), token);
                    return Decision.Accepted();
                },
            },
            ct);
        return deleted;
    }

    private static async Task<int> DeleteExpiredKeysAsync(IncidentDbContext db, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await db.Idempotency.Where(row => row.ExpiresAt <= now)
            .OrderBy(row => row.ExpiresAt).Take(AtOnce).ToListAsync(ct);
        db.RemoveRange(rows);
        return rows.Count;
    }
}
