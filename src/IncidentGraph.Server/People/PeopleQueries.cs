using IncidentGraph.Data;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Nodes;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.People;

[QueryType]
public sealed class PeopleQueries(IncidentDbContext db)
{
    public async Task<UserView?> UserAsync(string? id, string? handle, CancellationToken ct)
    {
        OneKey.Check(id, handle);
        handle = KeyText.Human(handle);
        long? key = id is null ? null : GlobalId.NumberOf("User", id) ?? KeyText.NoNumber;
        return await db.Users.Where(u => key == null ? u.Handle == handle : u.Id == key).Select(UserView.From).FirstOrDefaultAsync(ct);
    }

    public Task<Connection> UsersAsync(
        PageArguments page, IDictionary<string, object?>? where, IReadOnlyList<IDictionary<string, object?>>? order, CancellationToken ct) =>
        Pager.PageAsync(db.Users.Where(UserSearch.Filters.Read(where)), UserSearch.Sorts.Read(order), page, UserView.From, ct);

    public async Task<TeamView?> TeamAsync(string? id, string? key, CancellationToken ct)
    {
        OneKey.Check(id, key);
        key = KeyText.Human(key);
        long? number = id is null ? null : GlobalId.NumberOf("Team", id) ?? KeyText.NoNumber;
        return await db.Teams.Where(t => number == null ? t.Key == key : t.Id == number).Select(TeamView.From).FirstOrDefaultAsync(ct);
    }

    public Task<Connection> TeamsAsync(
        PageArguments page, IDictionary<string, object?>? where, IReadOnlyList<IDictionary<string, object?>>? order, CancellationToken ct) =>
        Pager.PageAsync(db.Teams.Where(TeamSearch.Filters.Read(where)), TeamSearch.Sorts.Read(order), page, TeamView.From, ct);
}
