using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Incidents;

public sealed class RestoringTests
{
    private static readonly DateTimeOffset _then = new(2019, 5, 4, 3, 2, 1, TimeSpan.Zero);

    private readonly World _world = new();

    [Fact]
    public void Restored_history_happens_then_and_is_written_down_now()
    {
        var whole = new Act(Caller.System, _world.Now, Guid.Empty, isImport: true);

        var incident = Accepted(Incident.Declare(whole.Restoring(_world.Ravi, _then), 1, new() { Title = "Old" }, _world.Severities));
        Accepted(incident.Resolve(whole.Restoring(_world.Ravi, _then.AddHours(2)), _world.Severities));

        Assert.Equal((_then, _then.AddHours(2)), (incident.DeclaredAt, incident.ResolvedAt));
        Assert.Equal([EventType.IncidentDeclared, EventType.IncidentResolved], whole.Events.Select(e => e.Type));
        Assert.All(whole.Events, e => Assert.Equal((true, _world.Now, _world.Ravi.ActorId), (e.IsImported, e.RecordedAt, e.ActorId)));
        Assert.Equal([_then, _then.AddHours(2)], whole.Events.Select(e => e.OccurredAt));
    }

    [Fact]
    public void Only_an_import_restores() =>
        Assert.Throws<InvalidOperationException>(() => _world.By(_world.Ravi).Restoring(_world.Ravi, _then));

    [Fact]
    public void Many_impacts_at_once_change_the_facts_once()
    {
        var whole = new Act(Caller.System, _world.Now, Guid.Empty, isImport: true);
        var incident = Accepted(Incident.Declare(whole.Restoring(_world.Ravi, _then), 1, new() { Title = "Old" }, _world.Severities));
        var act = new Act(Caller.System, _world.Now, Guid.Empty, isImport: true);

        Accepted(incident.RestoreImpacts(
            act.Restoring(_world.Ravi, _then.AddMinutes(5)),
            _world.Severities,
            [new(_world.Checkout, ImpactLevel.Degraded), new(_world.Gateway, ImpactLevel.MajorOutage), new(_world.Inventory, null)]));

        Assert.Equal(["checkout Degraded", "payment-gateway MajorOutage"], incident.Impacts.Select(i => $"{(i.ServiceId == 1 ? "checkout" : "payment-gateway")} {i.Level}"));
        Assert.Single(act.Events.Select(e => e.AfterId).Distinct());
        Assert.All(incident.Impacts, i => Assert.Equal(_then.AddMinutes(5), i.StartedAt));
    }
}
