using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using static IncidentGraph.Domain.Incidents.IncidentRelationKind;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Incidents;

public sealed class RelationTests
{
    private readonly World _world = new();
    private readonly List<IncidentRelation> _known = [];

    [Fact]
    public void A_relation_is_stored_once_and_told_on_both_sides()
    {
        var (one, other) = (_world.Declared(), _world.Declared());

        Link(one, CausedBy, other);

        var relation = Assert.Single(_known);
        Assert.Equal((other.Id, CausedBy), relation.SeenFrom(one.Id));
        Assert.Equal((one.Id, Causes), relation.SeenFrom(other.Id));
        Assert.Null(relation.SeenFrom(99));
        Assert.Equal(
            [(one.Id, new IncidentsLinked(CausedBy, other.Id)), (other.Id, new IncidentsLinked(Causes, one.Id))],
            _world.Last.Events.Select(e => (e.IncidentId!.Value, (IncidentsLinked)e.Payload)));
        Assert.Equal(
            ["Ravi Patel noted that incident 1 was caused by incident 2.", "Ravi Patel noted that incident 2 caused incident 1."],
            _world.Last.Events.Select(e => e.Summary));
        Assert.Equal((2, 2), (one.Version, other.Version));
    }

    [Fact]
    public void Every_kind_is_the_inverse_of_its_inverse()
        => Assert.All(Enum.GetValues<IncidentRelationKind>(), kind => Assert.Equal(kind, kind.Inverse().Inverse()));

    [Theory]
    [InlineData(Related, Related)]
    [InlineData(CausedBy, Causes)]
    [InlineData(DuplicateOf, HasDuplicate)]
    [InlineData(RecurredAs, RecurrenceOf)]
    public void The_same_is_said_once_from_whichever_side(IncidentRelationKind kind, IncidentRelationKind inverse)
    {
        var (one, other) = (_world.Declared(), _world.Declared());
        Link(one, kind, other);

        Refused<AlreadyExistsError>(one.Link(_world.By(_world.Ravi), other, kind, _known));
        Assert.Equal("1", Refused<AlreadyExistsError>(other.Link(_world.By(_world.Ravi), one, inverse, _known)).Existing!.Key);
    }

    [Theory]
    [InlineData(CausedBy)]
    [InlineData(Causes)]
    [InlineData(DuplicateOf)]
    [InlineData(RecurrenceOf)]
    public void What_has_a_direction_leads_in_no_circle(IncidentRelationKind kind)
    {
        Incident[] all = [_world.Declared(), _world.Declared(), _world.Declared()];
        Link(all[0], kind, all[1]);
        Link(all[2], kind.Inverse(), all[1]);

        var error = Refused<CycleError>(all[2].Link(_world.By(_world.Ravi), all[0], kind, _known));

        Assert.Equal(4, error.Path.Count);
        Assert.Equal(("3", "3"), (error.Path[0].Key, error.Path[^1].Key));
        Refused<CycleError>(all[1].Link(_world.By(_world.Ravi), all[0], kind, _known));
        Link(all[2], Related, all[0]);
        Link(all[0], kind, all[2]);
    }

    [Fact]
    public void An_incident_is_not_related_to_itself_nor_to_a_hidden_one()
    {
        var (one, hidden) = (_world.Declared(), _world.Declared(d => d with { IsPrivate = true }));

        Assert.Equal(["targetId"], Refused<ValidationError>(one.Link(_world.By(_world.Ravi), one, Related, [])).Field!);
        Assert.Equal(["targetId"], Refused<NotFoundError>(one.Link(_world.By(_world.Ravi), hidden, Related, [])).Field!);
    }

    [Fact]
    public void An_incident_that_all_may_see_does_not_tell_of_a_private_one()
    {
        var (open, hidden) = (_world.Declared(), _world.Declared(d => d with { IsPrivate = true }));

        foreach (var (from, to) in new[] { (open, hidden), (hidden, open) })
        {
            var before = State.Of(open);
            Accepted(from.Link(_world.By(_world.Ada), to, from == open ? CausedBy : Related, []));
            Assert.Equal(before, State.Of(open));
            Assert.Equal([hidden.Id], _world.Last.Events.Select(e => e.IncidentId!.Value));
        }

        Assert.Equal((open.Id, Causes), hidden.Relations[0].SeenFrom(hidden.Id));
    }

    [Fact]
    public void Of_two_private_ones_the_one_that_is_linked_tells_without_a_name()
    {
        var (one, other) = (_world.Declared(d => d with { IsPrivate = true }), _world.Declared(d => d with { IsPrivate = true }));

        Accepted(one.Link(_world.By(_world.Ada), other, Related, []));

        Assert.Equal("Ada Okafor noted that incident 1 is related to another private incident.", Assert.Single(_world.Last.Events).Summary);
    }

    [Fact]
    public void An_incident_has_so_many_relations_and_no_more()
    {
        var hub = _world.Declared();
        for (var i = 0; i < IncidentRelation.Most; i++)
            Link(hub, Related, _world.Declared());

        Refused<ValidationError>(hub.Link(_world.By(_world.Ravi), _world.Declared(), Related, _known));
        Refused<ValidationError>(_world.Declared().Link(_world.By(_world.Ravi), hub, CausedBy, _known));
    }

    private void Link(Incident one, IncidentRelationKind kind, Incident other)
    {
        Accepted(one.Link(_world.By(_world.Ravi), other, kind, _known));
        _known.AddRange(one.Relations.Concat(other.Relations).Except(_known));
    }
}
