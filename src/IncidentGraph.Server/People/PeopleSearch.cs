using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Filtering;
using IncidentGraph.Server.Nodes;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.People;

internal static class UserSearch
{
    public static readonly SortMap<User> Sorts = new SortMap<User>(u => u.Id, ("handle", false))
        .Key("handle", u => u.Handle)
        .Key("displayName", u => u.DisplayName);

    public static readonly FilterMap<User> Filters = new FilterMap<User>()
        .Id("id", u => u.Id, u => u.Handle, id => GlobalId.NumberOf("User", id))
        .Text("handle", u => u.Handle, u => u.Handle)
        .Text("displayName", u => u.DisplayName, u => EF.Property<string>(u, Derived.DisplayNameFolded))
        .Value("isActive", u => u.IsActive);
}

internal static class TeamSearch
{
    public static readonly SortMap<Team> Sorts = new SortMap<Team>(t => t.Id, ("key", false))
        .Key("key", t => t.Key)
        .Key("name", t => t.Name);

    public static readonly FilterMap<Team> Filters = new FilterMap<Team>()
        .Id("id", t => t.Id, t => t.Key, id => GlobalId.NumberOf("Team", id))
        .Text("key", t => t.Key, t => t.Key)
        .Text("name", t => t.Name, t => EF.Property<string>(t, Derived.NameFolded));
}
