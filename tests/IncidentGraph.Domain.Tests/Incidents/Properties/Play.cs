using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Services;
using TaskStatus = IncidentGraph.Domain.Incidents.TaskStatus;

namespace IncidentGraph.Domain.Tests.Incidents.Properties;

/// <summary>Carries random steps out on a few incidents, valid and invalid input alike.</summary>
internal sealed class Play
{
    public const int Commands = 28;

    private static readonly IncidentRole[] Roles = Enum.GetValues<IncidentRole>();

    private readonly World _world = new();
    private readonly List<Incident> _incidents = [];

    public World World => _world;

    public IReadOnlyList<Incident> Incidents => _incidents;

    public Caller Caller(Step step)
        => new[] { _world.Vera, _world.Ravi, _world.Rosa, _world.Paula, _world.Ada, _world.Ravi with { ActorId = 99, IsUser = false } }[step.Who];

    public Incident? On(int index) => _incidents.Count == 0 ? null : _incidents[index % _incidents.Count];

    /// <summary>Null when the step had no incident to act on.</summary>
    public IReadOnlyList<DomainError>? Run(Step step)
    {
        _world.Pass(step.Choice % 4);
        if (step.Command == 0 || _incidents.Count == 0)
            return Declare(step);
        var incident = On(step.On)!;
        return step.Command switch
        {
            <= 10 => Move(step, incident),
            <= 21 => Work(step, incident),
            _ => Respond(step, incident),
        };
    }

    private IReadOnlyList<DomainError> Declare(Step step)
    {
        var decision = _world.Declare(Caller(step), new()
        {
            Title = step.Choice == 0 ? "" : $"Trouble {step.Other}",
            Triage = step.Flag,
            Severity = step.Choice % 3 == 0 ? null : _world.Severities.Find(step.Other % 5),
            Impact = step.Choice % 2 == 0 ? (Grade)(step.Other % 4) : null,
            Urgency = step.Choice % 4 == 0 ? (Grade)(step.On % 4) : null,
            OccurredAt = At(step),
            Services = step.Other % 4 == 0 ? [] : [new(ServiceOf(step), Level(step), Text(step))],
            Symptoms = step.Other % 2 == 0 ? [] : ["Timeouts"],
            IsPrivate = step.On == 7,
        });
        if (decision.Value is { } incident)
            _incidents.Add(incident);
        return decision.Errors;
    }

    private IReadOnlyList<DomainError> Move(Step step, Incident incident)
    {
        var (act, all, at) = (_world.By(Caller(step)), _world.Severities, At(step));
        var services = step.Flag ? [new AffectedService(ServiceOf(step), Level(step), Text(step))] : Array.Empty<AffectedService>();
        return step.Command switch
        {
            1 => incident.Acknowledge(act, all, at),
            2 => incident.Accept(act, all, step.Flag ? all.Find(step.Other % 5) : null, at),
            3 => incident.Decline(act, all, Text(step), at),
            4 => incident.Identify(act, all, Text(step), at),
            5 => incident.Mitigate(act, all, Text(step), services, at),
            6 => incident.Resolve(act, all, Text(step), at),
            7 => incident.Close(act, all, step.Flag ? Text(step) : null, at),
            8 => incident.Reopen(act, all, Text(step), services, at),
            9 => incident.Merge(act, all, On(step.Other)!, Known(step)),
            _ => incident.Cancel(act, all, Text(step)),
        };
    }

    private IReadOnlyList<DomainError> Work(Step step, Incident incident)
    {
        var (act, all, at) = (_world.By(Caller(step)), _world.Severities, At(step));
        var user = World.UserOf(Caller(step with { Who = step.Other % 5 }));
        return step.Command switch
        {
            11 => incident.ChangeSeverity(act, all, all.Find(step.Other % 5)!, Text(step)),
            12 => incident.Update(act, new() { Title = Text(step), Symptoms = Change.To<IReadOnlyList<string>?>(step.Flag ? [] : ["Errors"]) }),
            13 => incident.CorrectTimes(act, Correction(step, incident)),
            14 => incident.ChangeVisibility(act, step.Flag, Text(step)),
            15 => incident.AddParticipant(act, user),
            16 => incident.RemoveParticipant(act, user),
            17 or 18 => incident.SetImpact(act, all, ServiceOf(step), Level(step), Text(step), at),
            19 => incident.AssignRole(act, Roles[step.Choice % 5], user, Text(step)),
            20 => incident.UnassignRole(act, Roles[step.Choice % 5], user),
            _ => step.Flag
                ? incident.PostUpdate(act, all, (Audience)(step.Choice % 3), Text(step), incident.Updates.ElementAtOrDefault(step.Offset)?.Id)
                : incident.AddNote(act, Text(step), at),
        };
    }

    private IReadOnlyList<DomainError> Respond(Step step, Incident incident)
    {
        var (act, all, at) = (_world.By(Caller(step)), _world.Severities, At(step));
        var user = step.Flag ? World.UserOf(Caller(step with { Who = step.Other % 5 })) : null;
        var task = incident.Tasks.ElementAtOrDefault(step.Other)?.Id ?? Guid.Empty;
        return step.Command switch
        {
            22 => incident.AddTask(act, new() { Title = Text(step), IsRequired = step.Choice % 2 == 0, Assignee = user, DueAt = at }),
            23 => incident.UpdateTask(act, all, task, new() { Title = Text(step), Assignee = user, DueAt = at }),
            24 => incident.CompleteTask(act, all, task, (TaskStatus)(step.Choice % 3), Text(step)),
            25 => incident.RecordFactor(act, (FactorCategory)(step.Choice % 6), Text(step), step.Flag ? ServiceOf(step) : null),
            26 => incident.RecordWhy(act, Text(step), step.Flag ? incident.Whys.ElementAtOrDefault(step.Other)?.Id : null),
            _ => incident.Link(act, On(step.Other)!, (IncidentRelationKind)(step.Choice % 7), Known(step)),
        };
    }

    /// <summary>All relations that the caller may know of.</summary>
    private List<IncidentRelation> Known(Step step)
    {
        var visible = _incidents.Where(i => i.IsVisibleTo(Caller(step))).Select(i => i.Id).ToHashSet();
        return [.. _incidents.SelectMany(i => i.Relations).Where(r => visible.Contains(r.IncidentId) && visible.Contains(r.TargetId))];
    }

    private static CorrectIncidentTimes Correction(Step step, Incident incident)
    {
        var moved = TimeSpan.FromMinutes(step.Offset / 20.0);
        return new()
        {
            Reason = Text(step),
            OccurredAt = If(step.Choice % 4 == 0, incident.OccurredAt),
            DetectedAt = If(step.Choice % 4 == 1, incident.DetectedAt),
            AcknowledgedAt = If(step.Choice % 5 == 1, incident.AcknowledgedAt),
            IdentifiedAt = If(step.Choice % 4 == 2, incident.IdentifiedAt),
            MitigatedAt = If(step.Choice % 5 == 2, incident.MitigatedAt),
            ResolvedAt = If(step.Choice % 3 == 0, incident.ResolvedAt),
        };

        Change<DateTimeOffset?> If(bool chosen, DateTimeOffset? stamp) => chosen ? stamp + moved : default(Change<DateTimeOffset?>);
    }

    private Service ServiceOf(Step step) => new[] { _world.Checkout, _world.Gateway, _world.Inventory }[step.Other % 3];

    private static ImpactLevel? Level(Step step) => step.Choice % 4 == 3 ? null : (ImpactLevel)(step.Choice % 4);

    private static string Text(Step step) => step.Choice == 11 ? " " : $"Text {step.Choice}";

    /// <summary>Half of the times are left out; the others lie in the past or, too late, in the future.</summary>
    private DateTimeOffset? At(Step step) => step.Offset % 2 == 0 ? null : _world.Now.AddMinutes(step.Offset / 4.0);
}
