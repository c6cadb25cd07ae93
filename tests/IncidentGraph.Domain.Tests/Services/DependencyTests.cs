using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Services;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Services;

public sealed class DependencyTests
{
    private readonly World _world = new();

    [Fact]
    public void An_edge_is_added_once()
    {
        Accepted(_world.Checkout.AddDependency(_world.By(_world.Ada), _world.Gateway, DependencyKind.Hard, critical: true, "Cards"));

        var edge = Assert.Single(_world.Checkout.Dependencies);
        Assert.Equal((_world.Checkout.Id, _world.Gateway.Id, true, "Cards"), (edge.ServiceId, edge.DependsOnId, edge.Critical, edge.Description));
        Assert.Equal("Ada Okafor added the dependency of checkout on payment-gateway.", Assert.Single(_world.Last.Events).Summary);
        var error = Refused<AlreadyExistsError>(_world.Checkout.AddDependency(_world.By(_world.Ada), _world.Gateway, DependencyKind.Soft));
        Assert.Equal(EntityRef.Of("Dependency", edge.Id), error.Existing);
        Assert.Equal(2, _world.Checkout.Version);
    }

    [Fact]
    public void A_service_does_not_depend_on_itself_but_circles_are_fine()
    {
        Assert.Equal(
            ["dependsOnId"],
            Refused<ValidationError>(_world.Checkout.AddDependency(_world.By(_world.Ada), _world.Checkout, DependencyKind.Hard)).Field!);
        Accepted(_world.Checkout.AddDependency(_world.By(_world.Ada), _world.Gateway, DependencyKind.Hard));
        Accepted(_world.Gateway.AddDependency(_world.By(_world.Ada), _world.Checkout, DependencyKind.Soft));
    }

    [Fact]
    public void An_edge_changes_and_goes()
    {
        Accepted(_world.Checkout.AddDependency(_world.By(_world.Ada), _world.Gateway, DependencyKind.Hard));

        Accepted(_world.Checkout.UpdateDependency(_world.By(_world.Ada), _world.Gateway, new() { Kind = DependencyKind.Soft }));
        Assert.Equal(
            [new FieldChange("kind", "HARD", "SOFT")],
            Assert.IsType<DependencyUpdated>(Assert.Single(_world.Last.Events).Payload).Changes);
        Accepted(_world.Checkout.UpdateDependency(_world.By(_world.Ada), _world.Gateway, new() { Critical = true }));
        Assert.Empty(_world.Last.Events);
        Accepted(_world.Checkout.RemoveDependency(_world.By(_world.Ada), _world.Gateway));
        Assert.Empty(_world.Checkout.Dependencies);
        Assert.Equal(new DependencyRemoved(_world.Gateway.Id, DependencyKind.Soft, true), Assert.Single(_world.Last.Events).Payload);
    }

    [Fact]
    public void An_edge_that_is_not_there_is_not_found()
    {
        Refused<NotFoundError>(_world.Checkout.UpdateDependency(_world.By(_world.Ada), _world.Gateway, new() { Critical = false }));
        Refused<NotFoundError>(_world.Checkout.RemoveDependency(_world.By(_world.Ada), _world.Gateway));
    }

    [Fact]
    public void Only_the_owner_of_the_dependent_service_changes_its_edges()
    {
        var owned = _world.NewService(9, "fraud-check", _world.Payments);

        Accepted(owned.AddDependency(_world.By(_world.Rosa), _world.Gateway, DependencyKind.Hard));
        Refused<NotAllowedError>(_world.Gateway.AddDependency(_world.By(_world.Rosa), owned, DependencyKind.Hard));
        Refused<NotAllowedError>(owned.RemoveDependency(_world.By(_world.Ravi), _world.Gateway));
    }
}
