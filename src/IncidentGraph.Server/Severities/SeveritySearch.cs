using IncidentGraph.Data;
using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Server.Filtering;
using IncidentGraph.Server.Nodes;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Severities;

internal static class SeveritySearch
{
    /// <summary>
    /// What may be asked of an incident's severity. The level is the incident's own column, so that databases know how many incidents there are of
    /// each and find them by an index.
    /// </summary>
    public static FilterMap<Incident> Filters(IncidentDbContext db) => new FilterMap<Incident>()
        .Id("id", i => i.SeverityLevel, id => (int)Math.Min(GlobalId.NumberOf("Severity", id) ?? KeyText.Number(id), int.MaxValue))
        .Value("level", i => i.SeverityLevel)
        .Text(
            "name",
            i => db.Severities.Where(s => s.Level == i.SeverityLevel).Select(s => s.Name).FirstOrDefault(),
            i => db.Severities.Where(s => s.Level == i.SeverityLevel).Select(s => EF.Property<string>(s, Derived.NameFolded)).FirstOrDefault());
}
