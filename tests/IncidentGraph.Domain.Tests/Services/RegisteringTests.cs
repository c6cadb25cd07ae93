using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Services;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Services;

public sealed class RegisteringTests
{
    private readonly World _world = new();

    [Fact]
    public void A_member_registers_for_their_team_and_tags_are_lower_case_and_distinct()
    {
        var service = Accepted(Service.Register(_world.By(_world.Rosa), 9, new()
        {
            Key = "fraud-check",
            Name = "Fraud check",
            Owner = _world.Payments,
            Tags = [" Money ", "money", "API"],
        }));

        Assert.Equal(["api", "money"], service.Tags.Select(t => t.Tag));
        Assert.Equal((2, ServiceLifecycle.Production, 1, 1L), (service.Tier, service.Lifecycle, service.Version, service.OwnerId));
        var registered = Assert.Single(_world.Last.Events);
        Assert.Equal((EventType.ServiceRegistered, "fraud-check", 2, "payments"), (registered.Type, registered.ServiceKey, registered.ServiceTier, registered.ServiceOwnerKey));
        Assert.Equal("Rosa Duarte registered the service fraud-check.", registered.Summary);
    }

    [Fact]
    public void Others_register_nothing_for_a_team_and_only_admins_without_one()
    {
        Refused<NotAllowedError>(Service.Register(_world.By(_world.Ravi), 9, new() { Key = "x", Name = "X", Owner = _world.Payments }).Errors);
        Refused<NotAllowedError>(Service.Register(_world.By(_world.Rosa), 9, new() { Key = "x", Name = "X" }).Errors);
        Accepted(Service.Register(_world.By(_world.Ada), 9, new() { Key = "x", Name = "X" }));
    }

    [Fact]
    public void What_is_wrong_is_told_all_at_once()
    {
        var errors = Service.Register(_world.By(_world.Ada), 9, new()
        {
            Key = "Fraud Check",
            Name = "",
            Tier = 5,
            Lifecycle = ServiceLifecycle.Retired,
            Tags = [.. Enumerable.Range(0, 21).Select(i => $"tag-{i}")],
            Links = [new("Runbook", "/relative"), new("", "https://example.org")],
        }).Errors;

        Assert.Equal(
            ["key", "lifecycle", "links.0.url", "links.1.label", "name", "tags", "tier"],
            errors.Select(e => string.Join('.', Assert.IsType<ValidationError>(e).Field!)).Order(StringComparer.Ordinal));
        Assert.Empty(_world.Last.Events);
    }

    [Fact]
    public void A_key_is_at_most_63_characters()
    {
        Accepted(Service.Register(_world.By(_world.Ada), 9, new() { Key = new('k', 63), Name = "X" }));
        Refused<ValidationError>(Service.Register(_world.By(_world.Ada), 9, new() { Key = new('k', 64), Name = "X" }).Errors);
    }

    [Fact]
    public void An_update_tells_what_changed_and_what_stays_is_no_change()
    {
        var service = _world.NewService(9, "fraud-check", _world.Payments);
        var tag = "api";
        Accepted(service.Update(_world.By(_world.Rosa), new() { Tier = 0, Tags = Change.To<IReadOnlyList<string>?>([tag]) }));
        Assert.Equal(
            [new("tier", "2", "0"), new FieldChange("tags", null, "api")],
            Assert.IsType<ServiceUpdated>(Assert.Single(_world.Last.Events).Payload).Changes);

        Accepted(service.Update(_world.By(_world.Rosa), new() { Tier = 0, Name = "fraud-check" }));
        Assert.Equal(2, service.Version);
    }

    [Fact]
    public void A_tier_cannot_be_cleared_and_a_description_can()
    {
        var service = _world.NewService(9, "fraud-check");
        Accepted(service.Update(_world.By(_world.Ada), new() { Description = "Scores payments" }));

        Accepted(service.Update(_world.By(_world.Ada), new() { Description = default(string?) }));
        Assert.Null(service.Description);
        Assert.Equal(["tier"], Refused<ValidationError>(service.Update(_world.By(_world.Ada), new() { Tier = default(int?) })).Field!);
    }

    [Fact]
    public void Whoever_gives_a_service_away_owns_it_no_more()
    {
        var service = _world.NewService(9, "fraud-check", _world.Payments);

        Accepted(service.Update(_world.By(_world.Rosa), new() { Owner = default(Domain.People.Team?) }));

        Assert.Null(service.OwnerId);
        Refused<NotAllowedError>(service.Update(_world.By(_world.Rosa), new() { Name = "Mine" }));
    }
}
