using IncidentGraph.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Commits;

/// <summary>
/// When each API key was last used. Requests only note it; whoever keeps house writes it down now and then, in one command
/// without an event. Safe for concurrent use.
/// </summary>
public sealed class ApiKeyUses(Commit commit)
{
    private readonly Lock _turn = new();
    private Dictionary<long, DateTimeOffset> _noted = [];

    /// <summary>Remembers one moment for each key, so there are never more of them than keys.</summary>
    public void Note(long keyId, DateTimeOffset at)
    {
        lock (_turn)
            _noted[keyId] = at;
    }

    public async Task WriteAsync(CancellationToken ct)
    {
        var noted = Take();
        if (noted.Count == 0)
            return;
        await commit.RunAsync(
            new Command
            {
                By = Caller.System,
                Decide = async (work, token) =>
                {
                    foreach (var (id, at) in noted.OrderBy(n => n.Key)) // everybody in the same order: two cannot wait for each other
                        await UsedAsync(work.Db, id, at, token);
                    return Decision.Accepted();
                },
            },
            ct);
    }

    private Dictionary<long, DateTimeOffset> Take()
    {
        lock (_turn)
        {
            var noted = _noted;
            _noted = [];
            return noted;
        }
    }

    // Beside the key's version: being used changes nothing that a command decides by.
    private static Task UsedAsync(IncidentDbContext db, long id, DateTimeOffset at, CancellationToken ct) =>
        db.ApiKeys.Where(key => key.Id == id && (key.LastUsedAt == null || key.LastUsedAt < at))
            .ExecuteUpdateAsync(set => set.SetProperty(key => key.LastUsedAt, at), ct);
}
