using IncidentGraph.Domain.Incidents;
using TaskStatus = IncidentGraph.Domain.Incidents.TaskStatus;

namespace IncidentGraph.Domain.Tests.Incidents.Properties;

/// <summary>What holds of an incident at every moment.</summary>
internal static class Invariants
{
    public static void Hold(Incident incident)
    {
        Assert.Equal(Lifecycle.IsOpen(incident.Status), incident.IsOpen);
        StampsAreInOrder(incident);
        StampsFitTheStatus(incident);
        ImpactsAreIntervals(incident);
        RolesAreConsistent(incident);
        FactsTellTheState(incident);
        TasksGuardTheEnd(incident);
        PartsAreCounted(incident);
    }

    private static void StampsAreInOrder(Incident i)
    {
        DateTimeOffset?[] stamps =
        [
            i.OccurredAt, i.DetectedAt, i.DeclaredAt, i.AcknowledgedAt, i.AcceptedAt, i.ReopenedAt, i.IdentifiedAt,
            i.MitigatedAt, i.ResolvedAt, i.ClosedAt ?? i.DeclinedAt ?? i.MergedAt ?? i.CanceledAt,
        ];
        var set = stamps.OfType<DateTimeOffset>().ToList();
        Assert.Equal(set.Order(), set);
    }

    private static void StampsFitTheStatus(Incident i)
    {
        Assert.Equal(i.Status == IncidentStatus.Closed, i.ClosedAt is not null);
        Assert.Equal(i.Status is IncidentStatus.Resolved or IncidentStatus.Closed, i.ResolvedAt is not null);
        Assert.Equal(i.Status == IncidentStatus.Merged, i.MergedAt is not null && i.MergedIntoId is not null);
        Assert.Equal(i.Status == IncidentStatus.Canceled, i.CanceledAt is not null);
        Assert.Equal(i.Status == IncidentStatus.Declined, i.DeclinedAt is not null);
        if (i.Status is IncidentStatus.Investigating or IncidentStatus.Identified or IncidentStatus.Mitigated or IncidentStatus.Resolved or IncidentStatus.Closed)
            Assert.NotNull(i.SeverityLevel);
    }

    private static void ImpactsAreIntervals(Incident incident)
    {
        Assert.All(incident.Impacts, i => Assert.True(i.EndedAt is null || i.EndedAt >= i.StartedAt));
        Assert.All(incident.Impacts, i => Assert.True(i.StartedAt >= incident.OccurredAt));
        foreach (var ofService in incident.Impacts.GroupBy(i => i.ServiceId).Select(g => g.OrderBy(i => i.Ordinal).ToList()))
            Assert.All(ofService.Zip(ofService.Skip(1)), p => Assert.True(p.First.EndedAt <= p.Second.StartedAt));
        if (!incident.IsOpen)
            Assert.All(incident.Impacts, i => Assert.NotNull(i.EndedAt));
        if (incident.ResolvedAt is { } resolvedAt)
            Assert.All(incident.Impacts, i => Assert.True(i.EndedAt <= resolvedAt));
    }

    private static void RolesAreConsistent(Incident incident)
    {
        var current = incident.Roles.Where(r => r.EndedAt is null).ToList();
        Assert.Equal(incident.CommanderId, current.SingleOrDefault(r => r.Role == IncidentRole.Commander)?.UserId);
        Assert.Equal(current.Count, current.DistinctBy(r => (r.Role, r.UserId)).Count());
        Assert.All(current, r => Assert.Contains(incident.Participants, p => p.UserId == r.UserId));
        Assert.Equal(incident.Participants.Count, incident.Participants.DistinctBy(p => p.UserId).Count());
    }

    private static void TasksGuardTheEnd(Incident incident)
    {
        Assert.Equal(incident.Tasks.Count(t => t.IsRequired && t.Status == TaskStatus.Open), incident.OpenRequiredTasks);
        if (incident.Status is IncidentStatus.Resolved or IncidentStatus.Closed)
            Assert.Equal(0, incident.OpenRequiredTasks);
        Assert.All(incident.Tasks, t => Assert.Equal(t.Status != TaskStatus.Open, t.CompletedAt is not null && t.CompletedById is not null));
        Assert.All(incident.Tasks.Where(t => t.Status == TaskStatus.Waived), t => Assert.NotNull(t.Result));
    }

    private static void PartsAreCounted(Incident incident)
    {
        Assert.Equal(
            (incident.Tasks.Count, incident.Factors.Count, incident.Whys.Count), (incident.TaskCount, incident.FactorCount, incident.WhyCount));
        Assert.All(incident.Whys, w => Assert.True(w.ParentId is null || incident.Whys.Single(p => p.Id == w.ParentId).Ordinal < w.Ordinal));
        Assert.All(incident.Relations, r => Assert.NotEqual(r.IncidentId, r.TargetId));
    }

    private static void FactsTellTheState(Incident i)
    {
        var facts = i.Facts!;
        Assert.Equal(i.FactsId, facts.Id);
        Assert.Equal(
            (i.Id, i.Number, i.Type, i.Status, i.IsOpen, i.IsTest, i.IsPrivate, i.Source, i.SeverityLevel),
            (facts.IncidentId, facts.Number, facts.Type, facts.Status, facts.IsOpen, facts.IsTest, facts.IsPrivate, facts.Source, facts.SeverityLevel));
        Assert.Equal(i.Impacts.Select(x => x.ServiceId).Distinct().Order(), facts.Services.Select(s => s.ServiceId));
        Assert.All(facts.Services, s => Assert.Equal(facts.Id, s.FactsId));
    }
}
