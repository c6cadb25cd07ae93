using IncidentGraph.Data;
using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Filtering;
using IncidentGraph.Server.Incidents;
using IncidentGraph.Server.Nodes;
using IncidentGraph.Server.People;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Postmortems;

/// <summary>What PostmortemFilterInput and PostmortemSortInput name, and the columns behind it.</summary>
internal static class PostmortemSearch
{
    public static readonly SortMap<Postmortem> Sorts = new SortMap<Postmortem>(p => p.Id, ("startedAt", true))
        .Key("dueAt", p => p.DueAt)
        .Key("publishedAt", p => EF.Property<DateTimeOffset>(p, Derived.PublishedSort))
        .Key("startedAt", p => p.StartedAt);

    public static FilterMap<Postmortem> Filters(IncidentDbContext db) => new FilterMap<Postmortem>()
        .Id("id", p => p.Id, id => GlobalId.NumberOf("Postmortem", id) ?? KeyText.Number(id))
        .Value("status", p => p.Status)
        .Object("owner", p => db.Users.FirstOrDefault(u => u.Id == p.OwnerId), UserSearch.Filters)
        .Value("dueAt", p => p.DueAt)
        .Value("publishedAt", p => p.PublishedAt)
        .Object("incident", p => db.Incidents.FirstOrDefault(i => i.Id == p.Id), () => IncidentSearch.Filters(db));
}
