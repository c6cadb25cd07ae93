using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Services;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Services;

public sealed class RetiringTests
{
    private readonly World _world = new();

    [Fact]
    public void A_service_that_nobody_needs_retires_with_a_reason()
    {
        Refused<ValidationError>(_world.Inventory.Retire(_world.By(_world.Ada), " ", new(0, 0)));
        Accepted(_world.Inventory.Retire(_world.By(_world.Ada), "Replaced", new(0, 0)));

        Assert.Equal((ServiceLifecycle.Retired, _world.Now, 2), (_world.Inventory.Lifecycle, _world.Inventory.RetiredAt, _world.Inventory.Version));
        Assert.Equal(new ServiceRetired("Replaced"), Assert.Single(_world.Last.Events).Payload);
    }

    [Fact]
    public void Dependents_and_open_impacts_block_it()
    {
        var before = State.Of(_world.Gateway);

        var error = Refused<GuardUnmetError>(_world.Gateway.Retire(_world.By(_world.Ada), "Replaced", new(2, 1)));

        Assert.Equal(["HAS_DEPENDENTS", "HAS_OPEN_IMPACTS"], error.Blockers.Select(b => b.Code));
        Assert.Equal(before, State.Of(_world.Gateway));
    }

    [Fact]
    public void A_retired_service_does_not_change()
    {
        Accepted(_world.Inventory.Retire(_world.By(_world.Ada), "Replaced", new(0, 0)));

        Refused<ValidationError>(_world.Inventory.Update(_world.By(_world.Ada), new() { Name = "Back" }));
        Refused<ValidationError>(_world.Inventory.Retire(_world.By(_world.Ada), "Again", new(0, 0)));
        Refused<ValidationError>(_world.Checkout.AddDependency(_world.By(_world.Ada), _world.Inventory, DependencyKind.Hard));
        var incident = _world.Declared();
        Refused<ValidationError>(incident.SetImpact(
            _world.By(_world.Ravi), _world.Severities, _world.Inventory, Domain.Incidents.ImpactLevel.Degraded));
    }
}
