using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Incidents;

public sealed class MergingTests
{
    private readonly World _world = new();

    [Fact]
    public void The_duplicate_ends_and_the_target_gets_its_participants_and_a_note()
    {
        var (duplicate, target) = (_world.Declared(), _world.Declared());
        Accepted(duplicate.AddParticipant(_world.By(_world.Ravi), UserOf(_world.Rosa)));
        Accepted(duplicate.AddParticipant(_world.By(_world.Ravi), UserOf(_world.Paula)));
        Accepted(target.AddParticipant(_world.By(_world.Ravi), UserOf(_world.Paula)));

        Accepted(duplicate.Merge(_world.By(_world.Ravi), _world.Severities, target));

        Assert.Equal((IncidentStatus.Merged, target.Id, false), (duplicate.Status, duplicate.MergedIntoId, duplicate.IsOpen));
        Assert.Equal([_world.Paula.ActorId, _world.Rosa.ActorId], target.Participants.Select(p => p.UserId));
        Assert.Equal((4, 3), (duplicate.Version, target.Version));
        Assert.Equal(
            [
                (duplicate.Id, EventType.IncidentMerged), (duplicate.Id, EventType.ServiceImpactSet),
                (target.Id, EventType.TimelineNoteAdded), (target.Id, EventType.IncidentParticipantAdded),
            ],
            _world.Last.Events.Select(e => (e.IncidentId!.Value, e.Type)));
    }

    [Fact]
    public void Who_takes_part_in_a_private_duplicate_is_not_told_in_a_public_target()
    {
        var (duplicate, target) = (_world.Declared(), _world.Declared());
        Accepted(duplicate.AddParticipant(_world.By(_world.Ravi), UserOf(_world.Rosa)));
        Accepted(duplicate.ChangeVisibility(_world.By(_world.Ravi), isPrivate: true, "It names a customer."));

        Accepted(duplicate.Merge(_world.By(_world.Ravi), _world.Severities, target));

        Assert.Empty(target.Participants);
    }

    [Fact]
    public void An_incident_does_not_become_a_duplicate_of_its_own_duplicate()
    {
        var (first, second) = (_world.Declared(), _world.Declared());
        Accepted(first.Link(_world.By(_world.Ravi), second, IncidentRelationKind.DuplicateOf, []));

        var errors = second.Merge(_world.By(_world.Ravi), _world.Severities, first, first.Relations);

        Assert.Equal([$"{second.Id}", $"{first.Id}", $"{second.Id}"], Assert.IsType<CycleError>(Assert.Single(errors)).Path.Select(p => p.Key));
        Assert.True(second.IsOpen);
    }

    [Fact]
    public void What_the_duplicate_hurts_goes_on_in_the_target_where_it_is_not_as_bad_already()
    {
        var duplicate = _world.Declared(d => d with
        {
            Services = [new(_world.Checkout, ImpactLevel.PartialOutage, "Slow"), new(_world.Gateway, ImpactLevel.Degraded), new(_world.Inventory, ImpactLevel.MajorOutage)],
        });
        var target = _world.Declared(d => d with { Services = [new(_world.Gateway, ImpactLevel.MajorOutage), new(_world.Inventory, ImpactLevel.Degraded)] });
        Accepted(duplicate.SetImpact(_world.By(_world.Ravi), _world.Severities, _world.Checkout, ImpactLevel.MajorOutage));
        _world.Pass(5);

        Accepted(duplicate.Merge(_world.By(_world.Ravi), _world.Severities, target));

        Assert.All(duplicate.Impacts, i => Assert.NotNull(i.EndedAt));
        Assert.Equal(
            [(_world.Checkout.Id, ImpactLevel.MajorOutage), (_world.Gateway.Id, ImpactLevel.MajorOutage), (_world.Inventory.Id, ImpactLevel.MajorOutage)],
            target.Impacts.Where(i => i.EndedAt is null).Select(i => (i.ServiceId, i.Level)).Order());
        Assert.Equal(["checkout", "payment-gateway", "inventory"], target.Facts!.Services.Select(s => s.Key));
    }

    [Fact]
    public void The_target_finds_its_duplicate_among_its_relations_once()
    {
        var (duplicate, target) = (_world.Declared(), _world.Declared());
        Accepted(duplicate.Link(_world.By(_world.Ravi), target, IncidentRelationKind.DuplicateOf, []));

        Accepted(duplicate.Merge(_world.By(_world.Ravi), _world.Severities, target, duplicate.Relations));

        Assert.Equal((duplicate.Id, IncidentRelationKind.HasDuplicate), Assert.Single(duplicate.Relations).SeenFrom(target.Id));
    }

    [Fact]
    public void A_target_that_all_may_see_tells_neither_of_a_private_duplicate_nor_of_what_that_hurts()
    {
        var duplicate = _world.Declared(d => d with { IsPrivate = true, Services = [new(_world.Checkout, ImpactLevel.MajorOutage)] });
        var target = _world.Declared();

        Accepted(duplicate.Merge(_world.By(_world.Ada), _world.Severities, target));

        Assert.DoesNotContain(target.Impacts, i => i.ServiceId == _world.Checkout.Id);
        Assert.Equal(
            new TimelineNoteAdded("A private incident was merged into this incident."),
            _world.Last.Events.First(e => e.IncidentId == target.Id).Payload);
        Assert.DoesNotContain("incident 1", _world.Last.Events.First(e => e.IncidentId == target.Id).Summary);
    }

    [Fact]
    public void An_incident_is_not_merged_into_itself()
    {
        var incident = _world.Declared();

        var error = Refused<CycleError>(incident.Merge(_world.By(_world.Ravi), _world.Severities, incident));

        Assert.Equal([new EntityRef("Incident", "1")], error.Path);
    }

    [Fact]
    public void A_target_that_was_merged_into_this_one_is_a_cycle()
    {
        var (first, second) = (_world.Declared(), _world.Declared());
        Accepted(second.Merge(_world.By(_world.Ravi), _world.Severities, first));

        var error = Refused<CycleError>(first.Merge(_world.By(_world.Ravi), _world.Severities, second));

        Assert.Equal(["1", "2", "1"], error.Path.Select(p => p.Key));
    }

    [Fact]
    public void The_target_must_be_open()
    {
        var (duplicate, target) = (_world.Declared(), _world.Resolved());
        var (before, targetBefore) = (State.Of(duplicate), State.Of(target));

        var error = Refused<TransitionError>(duplicate.Merge(_world.By(_world.Ravi), _world.Severities, target));

        Assert.Equal("RESOLVED", error.CurrentStatus);
        Assert.Equal(["intoId"], error.Field!);
        Assert.Equal((before, targetBefore), (State.Of(duplicate), State.Of(target)));
    }

    [Fact]
    public void A_hidden_target_does_not_exist()
    {
        var (duplicate, target) = (_world.Declared(), _world.Declared(d => d with { IsPrivate = true }));

        Assert.Equal(["intoId"], Refused<NotFoundError>(duplicate.Merge(_world.By(_world.Ravi), _world.Severities, target)).Field!);
    }
}
