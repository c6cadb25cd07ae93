using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Postmortems;

namespace IncidentGraph.Domain.Tests.Postmortems.Properties;

/// <summary>Carries random steps out on one postmortem and its incident, valid and invalid input alike.</summary>
internal sealed class ReviewPlay
{
    public const int Commands = 19;

    private readonly Review _review = new();
    private readonly DomainEvent _event;
    private long _lastFollowUp;

    public ReviewPlay() => _event = Review.Stored(_review.Incident, 5);

    public World World => _review.World;

    public Incident Incident => _review.Incident;

    public Postmortem Postmortem => _review.Postmortem;

    public Caller Caller(ReviewStep step)
        => new[] { World.Vera, World.Ravi, World.Rosa, World.Paula, World.Ada, World.Rosa with { ActorId = 99, IsUser = false } }[step.Who];

    public IReadOnlyList<DomainError> Run(ReviewStep step)
    {
        World.Pass(step.Choice % 4);
        var act = World.By(Caller(step));
        return step.Command switch
        {
            0 => Write(step, act),
            <= 5 => Take((PostmortemAction)(step.Command - 1), act, Text(step)),
            6 => Postmortem.AddFollowUp(act, Incident, ++_lastFollowUp, Added(step)),
            <= 11 => OnFollowUp(step, act),
            _ => OnIncident(step, act),
        };
    }

    public IReadOnlyList<DomainError> Take(PostmortemAction action, Act act, string reason = "Look again") => action switch
    {
        PostmortemAction.Submit => Postmortem.Submit(act, Incident),
        PostmortemAction.Return => Postmortem.Return(act, Incident, World.Severities, reason),
        PostmortemAction.Approve => Postmortem.Approve(act, Incident),
        PostmortemAction.Publish => Postmortem.Publish(act, Incident),
        _ => Postmortem.Close(act, Incident),
    };

    private IReadOnlyList<DomainError> Write(ReviewStep step, Act act) => Postmortem.Update(act, Incident, World.Severities, new()
    {
        Summary = Text(step),
        CustomerImpact = Text(step),
        RootCause = step.Choice == 3 ? null : Change.To<string?>(Text(step)),
        Lessons = Change.To<IReadOnlyList<string>?>(step.Choice == 4 ? [] : ["Test more"]),
        Owner = step.Choice % 3 == 0 ? Change.To<User?>(step.Choice == 6 ? null : World.UserOf(Caller(step with { Who = step.Other % 5 }))) : default,
        Timeline = step.Flag ? Change.To<IReadOnlyList<ChosenEvent>?>(step.Choice == 5 ? [] : [new(_event, Text(step))]) : default,
        DueAt = step.Choice % 5 == 0 ? Change.To<DateTimeOffset?>(step.Flag ? null : World.Now.AddHours(step.Other - 1)) : default,
        FaultTree = step.Other == 7 ? Change.To<IReadOnlyList<FaultTreeEntry>?>([new("top", step.Flag ? "top" : null, FaultGate.Cause, "An index", null)]) : default,
    });

    private IReadOnlyList<DomainError> OnFollowUp(ReviewStep step, Act act)
    {
        var id = _lastFollowUp == 0 ? 77 : 1 + (step.Other % _lastFollowUp);
        return step.Command switch
        {
            7 => step.Flag
                ? Postmortem.DropFollowUp(act, Incident, id, Text(step))
                : Postmortem.UpdateFollowUp(act, Incident, id, new() { Owner = World.UserOf(Caller(step with { Who = step.Other % 5 })), Title = Text(step) }),
            8 => Postmortem.StartFollowUp(act, Incident, id),
            9 => Postmortem.CompleteFollowUp(act, Incident, id),
            10 => Postmortem.VerifyFollowUp(act, Incident, id),
            _ => Postmortem.UpdateFollowUp(act, Incident, id, new() { Owner = Change.To<User?>(null) }),
        };
    }

    private IReadOnlyList<DomainError> OnIncident(ReviewStep step, Act act)
    {
        var errors = step.Command switch
        {
            12 => Incident.Close(act, World.Severities, step.Flag ? Text(step) : null),
            13 => Incident.Reopen(act, World.Severities, Text(step)),
            14 or 15 => Incident.Resolve(act, World.Severities),
            16 => Incident.ChangeSeverity(act, World.Severities, World.Severities.Find(step.Other % 5)!, Text(step)),
            17 => Incident.ChangeVisibility(act, step.Flag, Text(step)),
            _ => Incident.AddParticipant(act, World.UserOf(Caller(step with { Who = step.Other % 5 }))),
        };
        if (errors.Count == 0)
            Postmortem.Reschedule(act, Incident, World.Severities);
        return errors;
    }

    private AddFollowUp Added(ReviewStep step) => new()
    {
        Title = Text(step),
        Owner = step.Flag ? World.UserOf(Caller(step with { Who = step.Other % 5 })) : null,
        DueAt = step.Choice % 3 == 0 ? World.Now.AddDays(step.Other - 1) : null,
    };

    private static string Text(ReviewStep step) => step.Choice == 11 ? " " : $"Text {step.Choice}";
}
