using IncidentGraph.Data;
using IncidentGraph.Data.Mapping;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Filtering;
using IncidentGraph.Server.Incidents;
using IncidentGraph.Server.Nodes;
using IncidentGraph.Server.People;
using IncidentGraph.Server.Services;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.FollowUps;

/// <summary>What FollowUpFilterInput and FollowUpSortInput name, and the columns behind it.</summary>
internal static class FollowUpSearch
{
    public static readonly SortMap<FollowUpRow> Sorts = new SortMap<FollowUpRow>(r => r.FollowUp.Id, ("createdAt", true))
        .Key("dueAt", r => EF.Property<DateTimeOffset>(r.FollowUp, Derived.DueSort))
        .Key("priority", r => EF.Property<int>(r.FollowUp, Derived.PriorityRank))
        .Key("createdAt", r => r.FollowUp.CreatedAt);

    /// <param name="db">Where related rows are found.</param>
    /// <param name="now">What is due before is overdue.</param>
    public static FilterMap<FollowUpRow> Filters(IncidentDbContext db, DateTimeOffset now) => Own(now)
        .Object("owner", r => r.FollowUp.Owner, UserSearch.Filters)
        .List("services", r => db.ServiceFacts.Where(f => f.FactsId == r.Incident.FactsId)
            .Join(db.Services, f => f.ServiceId, s => s.Id, (_, s) => s), ServiceSearch.Filters(db))
        .List("teams", r => db.Teams.Where(t =>
            db.TeamMembers.Any(m => m.TeamId == t.Id && m.UserId == r.FollowUp.OwnerId)
            || (r.FollowUp.OwnerId == null && db.ServiceFacts.Where(f => f.FactsId == r.Incident.FactsId)
                .Join(db.Services, f => f.ServiceId, s => s.Id, (_, s) => s.OwnerId).Any(owner => owner == t.Id))), TeamSearch.Filters)
        .Object("incident", r => r.Incident, IncidentSearch.Filters(db));

    private static FilterMap<FollowUpRow> Own(DateTimeOffset now) => new FilterMap<FollowUpRow>()
        .Id("id", r => r.FollowUp.Id, id => GlobalId.NumberOf("FollowUp", id) ?? KeyText.NoNumber)
        .Text("title", r => r.FollowUp.Title, r => EF.Property<string>(r.FollowUp, Derived.TitleFolded))
        .Value("status", r => r.FollowUp.Status)
        .Value("priority", r => r.FollowUp.Priority)
        .Flag("isOwned", r => r.FollowUp.OwnerId != null)
        .Value("dueAt", r => r.FollowUp.DueAt)
        .Flag("isOverdue", r => EF.Property<DateTimeOffset>(r.FollowUp, Derived.PendingDue) < now)
        .Value("createdAt", r => r.FollowUp.CreatedAt);
}
