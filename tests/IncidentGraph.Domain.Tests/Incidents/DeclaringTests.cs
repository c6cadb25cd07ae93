using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Incidents;

public sealed class DeclaringTests
{
    private readonly World _world = new();

    [Fact]
    public void A_viewer_declares_and_the_event_says_so_in_one_sentence()
    {
        var incident = Accepted(_world.Declare(_world.Vera, new()
        {
            Title = "  Payment gateway outage ",
            Severity = _world.Severities.Find(1),
            Services = [new(_world.Gateway, ImpactLevel.MajorOutage, "No payments")],
        }));

        Assert.Equal("Payment gateway outage", incident.Title);
        Assert.Equal((IncidentStatus.Investigating, true, 1, 1), (incident.Status, incident.IsOpen, incident.Version, incident.SeverityLevel));
        Assert.Equal([EventType.IncidentDeclared, EventType.ServiceImpactSet], _world.Last.Events.Select(e => e.Type));
        Assert.Equal("Vera Lindqvist declared incident 1 as Sev-1: Payment gateway outage.", _world.Last.Events[0].Summary);
        Assert.All(_world.Last.Events, e => Assert.Equal(1, e.Version));
    }

    [Fact]
    public void Too_many_symptoms_are_one_error_and_not_also_a_lack_of_symptoms()
    {
        var symptoms = Enumerable.Range(0, 51).Select(i => $"Symptom {i}").ToList();

        var refused = _world.Declare(_world.Vera, new() { Title = "Slow", Symptoms = symptoms, Severity = _world.Severities.Find(4) });

        Assert.Equal(["symptoms"], Assert.IsType<ValidationError>(Assert.Single(refused.Errors)).Field);
    }

    [Fact]
    public void The_declared_event_has_no_facts_before_and_names_the_services_after()
    {
        _world.Declared();

        var declared = _world.Last.Events[0];
        Assert.Null(declared.Before);
        Assert.Equal("payment-gateway", Assert.Single(declared.After!.Services).Key);
        Assert.Same(declared.After, _world.Last.Events[1].Before);
        Assert.Same(declared.After, _world.Last.Events[1].After);
        Assert.Equal("payment-gateway", _world.Last.Events[1].ServiceKey);
    }

    [Fact]
    public void Without_a_service_or_symptom_it_is_refused()
    {
        var decision = _world.Declare(_world.Ada, new() { Title = "Nothing", Severity = _world.Severities.Find(3) });

        var blocker = Assert.Single(Refused<GuardUnmetError>(decision.Errors).Blockers);
        Assert.Equal((BlockerKind.Guard, "NOTHING_AFFECTED"), (blocker.Kind, blocker.Code));
        Assert.Empty(_world.Last.Events);
        Assert.Null(decision.Value);
    }

    [Fact]
    public void Without_a_severity_it_can_only_start_in_triage()
    {
        var command = new DeclareIncident { Title = "Slow", Symptoms = ["Timeouts"] };

        Assert.Equal("SEVERITY_MISSING", Assert.Single(Refused<GuardUnmetError>(_world.Declare(_world.Vera, command).Errors).Blockers).Code);
        var triage = Accepted(_world.Declare(_world.Vera, command with { Triage = true }));
        Assert.Equal((IncidentStatus.Triage, null), (triage.Status, triage.SeverityLevel));
    }

    [Fact]
    public void Impact_and_urgency_suggest_the_severity()
    {
        var incident = Accepted(_world.Declare(
            _world.Vera, new() { Title = "Slow", Symptoms = ["Timeouts"], Impact = Grade.High, Urgency = Grade.Critical }));

        Assert.Equal(1, incident.SeverityLevel);
    }

    [Fact]
    public void A_service_without_a_level_is_degraded_since_the_occurrence()
    {
        var incident = _world.Declared(d => d with { OccurredAt = _world.Ago(30), Services = [new(_world.Checkout, null)] });

        var impact = Assert.Single(incident.Impacts);
        Assert.Equal((ImpactLevel.Degraded, _world.Ago(30), null), (impact.Level, impact.StartedAt, impact.EndedAt));
    }

    [Fact]
    public void A_service_named_twice_or_retired_is_a_validation_error_at_its_place()
    {
        Accepted(_world.Inventory.Retire(_world.By(_world.Ada), "Replaced", new(0, 0)));
        var decision = _world.Declare(_world.Vera, new()
        {
            Title = "Twice",
            Severity = _world.Severities.Find(2),
            Services = [new(_world.Checkout, null), new(_world.Checkout, null), new(_world.Inventory, null)],
        });

        Assert.Equal(
            [["services", "1", "serviceId"], ["services", "2", "serviceId"]],
            decision.Errors.Select(e => Assert.IsType<ValidationError>(e).Field!));
    }

    [Fact]
    public void Detection_is_not_in_the_future_and_not_before_the_occurrence()
    {
        var command = new DeclareIncident { Title = "Slow", Symptoms = ["Timeouts"], Severity = _world.Severities.Find(3) };

        var future = Refused<InvalidTimeError>(_world.Declare(_world.Vera, command with { DetectedAt = _world.Ago(-1) }).Errors);
        Assert.Equal((null, _world.Now), (future.NotBefore, future.NotAfter));
        var order = Refused<InvalidTimeError>(_world.Declare(
            _world.Vera, command with { OccurredAt = _world.Ago(10), DetectedAt = _world.Ago(20) }).Errors);
        Assert.Equal(["occurredAt"], order.Field!);
        Assert.Equal(_world.Ago(20), order.NotAfter);
    }

    [Fact]
    public void Times_left_out_follow_from_those_given()
    {
        var incident = _world.Declared(d => d with { DetectedAt = _world.Ago(5) });

        Assert.Equal((_world.Ago(5), _world.Ago(5), _world.Now), (incident.OccurredAt, incident.DetectedAt, incident.DeclaredAt));
    }

    [Fact]
    public void Times_are_kept_to_the_millisecond_in_utc()
    {
        var given = new DateTimeOffset(2026, 3, 2, 11, 30, 0, TimeSpan.FromHours(2)).AddTicks(12_345);

        Assert.Equal(new(2026, 3, 2, 9, 30, 0, 1, TimeSpan.Zero), _world.Declared(d => d with { OccurredAt = given }).OccurredAt);
    }

    [Fact]
    public void Whoever_declares_a_private_incident_takes_part_in_it()
    {
        var incident = _world.Declared(d => d with { IsPrivate = true });

        Assert.Equal(_world.Vera.ActorId, Assert.Single(incident.Participants).UserId);
        Assert.Equal(EventType.IncidentParticipantAdded, _world.Last.Events[^1].Type);
    }

    [Fact]
    public void An_automation_that_declares_a_private_incident_does_not_take_part()
    {
        var key = _world.Ada with { IsUser = false };

        var incident = Accepted(_world.Declare(key, new()
        {
            Title = "Breach",
            IsPrivate = true,
            Symptoms = ["Leak"],
            Severity = _world.Severities.Find(0),
        }));

        Assert.Empty(incident.Participants);
    }

    [Fact]
    public void A_title_that_is_blank_or_not_well_formed_is_refused()
    {
        foreach (var title in new[] { "", " \t\n", "null\0byte", "lone " + '\ud83d', '\ude00' + " lone" })
        {
            var error = Refused<ValidationError>(
                _world.Declare(_world.Vera, new() { Title = title, Symptoms = ["x"], Severity = _world.Severities.Find(4) }).Errors);

            Assert.Equal(["title"], error.Field!);
        }
    }

    [Fact]
    public void Text_that_is_too_long_and_addresses_that_are_not_http_are_refused_together()
    {
        var decision = _world.Declare(_world.Vera, new()
        {
            Title = new('x', 201),
            Severity = _world.Severities.Find(4),
            Symptoms = ["fine", new('x', 501)],
            WarRoomUrl = "javascript:alert(1)",
            Channels = [new("slack", "#incidents", "ftp://example.org", 1)],
        });

        Assert.Equal(
            ["title", "symptoms.1", "warRoomUrl", "channels.0.url"],
            decision.Errors.Select(e => string.Join('.', e.Field!)));
    }

    [Fact]
    public void More_than_fifty_symptoms_are_refused()
    {
        var decision = _world.Declare(_world.Vera, new()
        {
            Title = "Many",
            Severity = _world.Severities.Find(4),
            Services = [new(_world.Checkout, null)],
            Symptoms = [.. Enumerable.Repeat("x", 51)],
        });

        Assert.Equal(["symptoms"], Refused<ValidationError>(decision.Errors).Field!);
    }

    [Fact]
    public void An_import_needs_neither_severity_nor_symptom()
    {
        var decision = Incident.Declare(_world.Importing(), 7, new() { Title = "Old", Source = IncidentSource.Import }, _world.Severities);

        Assert.Equal(IncidentSource.Import, Accepted(decision).Source);
        Assert.All(_world.Last.Events, e => Assert.True(e.IsImported));
    }
}
