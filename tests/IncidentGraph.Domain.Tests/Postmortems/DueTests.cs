using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Domain.Severities;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Postmortems;

public sealed class DueTests
{
    private readonly Review _review = new();

    private World World => _review.World;

    [Fact]
    public void Another_resolution_moves_a_due_time_that_nobody_chose()
    {
        Accepted(_review.Incident.Reopen(World.By(World.Ravi), World.Severities, "It is back"));
        var resolvedAt = World.Pass(30);
        Accepted(_review.Incident.Resolve(World.By(World.Ravi), World.Severities));

        _review.Postmortem.Reschedule(World.By(World.Ravi), _review.Incident, World.Severities);

        Assert.Equal(resolvedAt.AddHours(24), _review.Postmortem.DueAt);
        Assert.Equal(2, _review.Postmortem.Version);
        var told = Assert.IsType<PostmortemUpdated>(Assert.Single(World.Last.Events).Payload);
        Assert.Equal("dueAt", Assert.Single(told.Changes).Field);
    }

    [Fact]
    public void Another_severity_brings_its_own_policy()
    {
        var patient = Accepted(Severity.Define(World.By(World.Ada), new() { Level = 2, Name = "Sev-2", Description = "Less", PostmortemWithin = TimeSpan.FromDays(3) }, null));
        SeverityCatalog severities = new([patient]);
        Accepted(_review.Incident.ChangeSeverity(World.By(World.Ravi), World.Severities, patient, "Less than feared"));

        _review.Postmortem.Reschedule(World.Last, _review.Incident, severities);

        Assert.Equal(_review.Incident.ResolvedAt!.Value.AddDays(3), _review.Postmortem.DueAt);
        Assert.Equal([EventType.IncidentSeverityChanged, EventType.PostmortemUpdated], World.Last.Events.Select(e => e.Type));
    }

    [Fact]
    public void A_chosen_due_time_stays_until_it_is_given_back_to_the_policy()
    {
        var chosen = World.Now.AddDays(5);
        Accepted(_review.Update(new() { DueAt = chosen }));

        _review.Postmortem.Reschedule(World.By(World.Ravi), _review.Incident, World.Severities);
        Assert.Equal((chosen, true), (_review.Postmortem.DueAt, _review.Postmortem.IsDueAtChosen));
        Assert.Empty(World.Last.Events);

        Accepted(_review.Update(new() { DueAt = Change.To<DateTimeOffset?>(null) }));
        Assert.Equal((_review.Incident.ResolvedAt!.Value.AddHours(24), false), (_review.Postmortem.DueAt, _review.Postmortem.IsDueAtChosen));
    }

    [Fact]
    public void What_is_published_is_not_rescheduled_and_never_overdue()
    {
        var review = new Review().Published();
        Accepted(review.Incident.Reopen(review.World.By(review.World.Ravi), review.World.Severities, "Back"));
        review.World.Pass(60);
        Accepted(review.Incident.Resolve(review.World.By(review.World.Ravi), review.World.Severities));
        var due = review.Postmortem.DueAt;

        review.Postmortem.Reschedule(review.World.By(review.World.Ravi), review.Incident, review.World.Severities);

        Assert.Equal(due, review.Postmortem.DueAt);
        Assert.False(Postmortem.IsOverdue(review.Postmortem.Status, due, due.AddDays(9)));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void It_is_overdue_after_its_due_time(int minutes, bool expected)
        => Assert.Equal(expected, Postmortem.IsOverdue(PostmortemStatus.Draft, World.Now, World.Now.AddMinutes(minutes)));

    [Fact]
    public void A_past_due_time_is_refused_but_may_stay()
    {
        Accepted(_review.Update(new() { DueAt = World.Now.AddMinutes(1) }));
        var due = _review.Postmortem.DueAt;
        World.Pass(10);

        Assert.Equal(["dueAt"], Refused<ValidationError>(_review.Update(new() { DueAt = due.AddMinutes(1) })).Field);
        Accepted(_review.Update(new() { DueAt = due, Summary = "Late" }));
    }
}
