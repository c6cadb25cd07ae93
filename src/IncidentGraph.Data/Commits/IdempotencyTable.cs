using System.Security.Cryptography;
using System.Text;
using IncidentGraph.Domain.Errors;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Commits;

/// <summary>
/// Remembers successes by key. The row is inserted before anything is decided: a concurrent twin waits for it, then loses
/// the race and finds the outcome. A refusal rolls the row back.
/// </summary>
internal sealed class IdempotencyTable(IncidentDbContext db, DateTimeOffset now)
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>The earlier outcome, the conflict with it, or null when the key is new.</summary>
    public async Task<CommitResult?> FindAsync(IdempotencyKey key, CancellationToken ct)
    {
        var scope = Hash(key.Scope);
        var row = await db.Idempotency.AsNoTracking()
            .SingleOrDefaultAsync(r => r.Scope == scope && r.Key == key.Key && r.ExpiresAt > now, ct);
        if (row is null)
            return null;

        return row.InputHash == key.InputHash
            ? new CommitResult([], row.Objects, row.Position, IsReplay: true)
            : CommitResult.Refused([Conflict()]);
    }

    public async Task<IdempotencyRow> InsertAsync(IdempotencyKey key, CancellationToken ct)
    {
        var row = new IdempotencyRow
        {
            Scope = Hash(key.Scope),
            Key = key.Key,
            InputHash = key.InputHash,
            ExpiresAt = now + Kept,
        };
        await db.Idempotency.Where(r => r.Scope == row.Scope && r.Key == row.Key && r.ExpiresAt <= now).ExecuteDeleteAsync(ct);
        db.Add(row);
        await db.SaveChangesAsync(ct);
        return row;
    }

    private static string Hash(string scope) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(scope)));

    private static IdempotencyConflictError Conflict() => new(
        "This idempotency key was used with another input.", ["idempotencyKey"], "Take a new key for each new request.");
}
