using IncidentGraph.Data;
using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Filtering;
using IncidentGraph.Server.Nodes;
using IncidentGraph.Server.People;
using IncidentGraph.Server.Postmortems;
using IncidentGraph.Server.Services;
using IncidentGraph.Server.Severities;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Incidents;

/// <summary>What IncidentFilterInput and IncidentSortInput name, and the columns behind it.</summary>
internal static class IncidentSearch
{
    /// <summary>Sorts after every name: a private-use character that no text begins with.</summary>
    private const string AfterAllNames = "\uf8ff";

    public static SortMap<Incident> Sorts(IncidentDbContext db) => new SortMap<Incident>(i => i.Id, ("number", true))
        .Key("number", i => i.Id)
        .Key("title", i => i.Title)
        .Key("status", i => EF.Property<int>(i, Derived.StatusRank))
        .Key("severity.level", i => EF.Property<int>(i, Derived.SeveritySort))
        .Key("severity.name", i => db.Severities.Where(s => s.Level == i.SeverityLevel).Select(s => s.Name).FirstOrDefault() ?? AfterAllNames)
        .Key("occurredAt", i => i.OccurredAt)
        .Key("declaredAt", i => i.DeclaredAt)
        .Key("resolvedAt", i => EF.Property<DateTimeOffset>(i, Derived.ResolvedSort))
        .Key("updatedAt", i => i.UpdatedAt);

    public static FilterMap<Incident> Filters(IncidentDbContext db) => Times(Values(new FilterMap<Incident>()))
        .Text("title", i => i.Title, i => EF.Property<string>(i, Derived.TitleFolded))
        .Text("summary", i => i.Summary, i => EF.Property<string?>(i, Derived.SummaryFolded))
        .Same("severity", i => i.SeverityLevel != null, SeveritySearch.Filters(db))
        .List("services", i => db.ServiceFacts.Where(f => f.FactsId == i.FactsId)
            .Join(db.Services, f => f.ServiceId, s => s.Id, (_, s) => s), ServiceSearch.Filters(db))
        .Object("commander", i => db.Users.FirstOrDefault(u => u.Id == i.CommanderId), UserSearch.Filters)
        .List("participants", i => db.Participants.Where(p => p.IncidentId == i.Id)
            .Join(db.Users, p => p.UserId, u => u.Id, (_, u) => u), UserSearch.Filters)
        .Object("postmortem", i => db.Postmortems.FirstOrDefault(p => p.Id == i.Id), () => PostmortemSearch.Filters(db));

    private static FilterMap<Incident> Values(FilterMap<Incident> map) => map
        .Id("id", i => i.Id, id => GlobalId.NumberOf("Incident", id) ?? KeyText.Number(id))
        .Value("number", i => i.Id)
        .Value("type", i => i.Type)
        .Value("source", i => i.Source)
        .Value("status", i => i.Status)
        .Value("isOpen", i => i.IsOpen)
        .Value("isPrivate", i => i.IsPrivate)
        .Value("isTest", i => i.IsTest)
        .Value("impact", i => i.Impact)
        .Value("urgency", i => i.Urgency);

    private static FilterMap<Incident> Times(FilterMap<Incident> map) => map
        .Value("occurredAt", i => i.OccurredAt)
        .Value("detectedAt", i => i.DetectedAt)
        .Value("declaredAt", i => i.DeclaredAt)
        .Value("acknowledgedAt", i => i.AcknowledgedAt)
        .Value("mitigatedAt", i => i.MitigatedAt)
        .Value("resolvedAt", i => i.ResolvedAt)
        .Value("closedAt", i => i.ClosedAt)
        .Value("updatedAt", i => i.UpdatedAt);
}
