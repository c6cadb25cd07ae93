using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain.Severities;
using IncidentGraph.Server.Filtering;
using IncidentGraph.Server.Nodes;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Severities;

internal static class SeveritySearch
{
    public static readonly FilterMap<Severity> Filters = new FilterMap<Severity>()
        .Id("id", s => s.Level, id => (int)Math.Min(GlobalId.NumberOf("Severity", id) ?? KeyText.Number(id), int.MaxValue))
        .Value("level", s => s.Level)
        .Text("name", s => s.Name, s => EF.Property<string>(s, Derived.NameFolded));
}
