using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Logs;

/// <summary>Makes the codec of this database's log once, from the key and epoch kept there.</summary>
public sealed class CursorCodecSource(IDbContextFactory<IncidentDbContext> contexts)
{
    private CursorCodec? _codec;

    /// <exception cref="InvalidOperationException">The database has not been migrated.</exception>
    public async Task<CursorCodec> GetAsync(CancellationToken ct)
    {
        if (_codec is { } known)
            return known;

        await using var db = await contexts.CreateDbContextAsync(ct);
        var identity = await db.LogIdentities.AsNoTracking().SingleOrDefaultAsync(ct)
            ?? throw new InvalidOperationException("The log has no identity yet: run the command \"migrate\".");

        // Two first callers make equal codecs; either may stay.
        return _codec = new CursorCodec(identity.Epoch, identity.HmacKey);
    }
}
