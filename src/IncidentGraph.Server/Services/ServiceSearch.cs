using IncidentGraph.Data;
using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain.Services;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Filtering;
using IncidentGraph.Server.Nodes;
using IncidentGraph.Server.People;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Services;

/// <summary>What ServiceFilterInput and ServiceSortInput name, and the columns behind it.</summary>
internal static class ServiceSearch
{
    public static readonly SortMap<Service> Sorts = new SortMap<Service>(s => s.Id, ("key", false))
        .Key("key", s => s.Key)
        .Key("name", s => s.Name)
        .Key("tier", s => s.Tier)
        .Key("updatedAt", s => s.UpdatedAt);

    public static FilterMap<Service> Filters(IncidentDbContext db)
    {
        var map = new FilterMap<Service>()
            .Id("id", s => s.Id, s => s.Key, id => GlobalId.NumberOf("Service", id))
            .Text("key", s => s.Key, s => s.Key)
            .Text("name", s => s.Name, s => EF.Property<string>(s, Derived.NameFolded))
            .Value("tier", s => s.Tier)
            .Value("lifecycle", s => s.Lifecycle)
            .Value("isExternal", s => s.IsExternal)
            .TextList("tags", s => db.ServiceTags.Where(t => t.ServiceId == s.Id).Select(t => t.Tag))
            .Object("owner", s => db.Teams.FirstOrDefault(t => t.Id == s.OwnerId), TeamSearch.Filters);
        return map
            .List("dependencies", s => db.Dependencies.Where(d => d.ServiceId == s.Id)
                .Join(db.Services, d => d.DependsOnId, o => o.Id, (_, o) => o), map)
            .List("dependents", s => db.Dependencies.Where(d => d.DependsOnId == s.Id)
                .Join(db.Services, d => d.ServiceId, o => o.Id, (_, o) => o), map);
    }
}
