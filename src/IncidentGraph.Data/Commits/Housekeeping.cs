using IncidentGraph.Domain;
using IncidentGraph.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Commits;

/// <summary>Deletes what has had its day, a bounded number at a time, so that no commit waits long.</summary>
public sealed class Housekeeping(Commit commit, TimeProvider clock)
{
    public const int AtOnce = 500;

    /// <summary>Answers how many rows went.</summary>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        var all = 0;
        for (var most = AtOnce; most == AtOnce;)
        {
            most = await SweepOnceAsync(ct);
            all += most;
        }

        return all;
    }

    private async Task<int> SweepOnceAsync(CancellationToken ct)
    {
        var most = 0;
        await commit.RunAsync(
            new Command
            {
                By = Caller.System,
                Decide = async (work, token) =>
                {
                    var now = clock.NowMoment();
                    most = Math.Max(
                        await DeleteAsync(work.Db, work.Db.Idempotency.Where(row => row.ExpiresAt <= now).OrderBy(row => row.ExpiresAt), token),
                        await DeleteAsync(work.Db, work.Db.StreamTickets.Where(row => row.ExpiresAt <= now).OrderBy(row => row.ExpiresAt), token));
                    return Decision.Accepted();
                },
            },
            ct);
        return most;
    }

    private static async Task<int> DeleteAsync<TRow>(IncidentDbContext db, IQueryable<TRow> expired, CancellationToken ct)
        where TRow : class
    {
        var rows = await expired.Take(AtOnce).ToListAsync(ct);
        db.RemoveRange(rows);
        return rows.Count;
    }
}
