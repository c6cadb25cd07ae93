using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Postmortems;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Postmortems;

/// <summary>A resolved incident of Sev-1 with Ravi in command, and its postmortem.</summary>
internal sealed class Review
{
    private long _lastFollowUp;

    public Review(int severity = 1)
    {
        Incident = World.Resolved(severity);
        Postmortem = Accepted(Start());
    }

    public World World { get; } = new();

    public Incident Incident { get; }

    public Postmortem Postmortem { get; }

    /// <summary>An event of the incident, as if it were stored.</summary>
    public static DomainEvent Stored(Incident incident, long position)
    {
        var world = new World();
        Accepted(incident.AddNote(world.Importing(), $"Note {position}"));
        var happened = world.Last.Events[^1];
        happened.Position = position;
        return happened;
    }

    public Decision<Postmortem> Start(Caller? by = null, StartPostmortem? command = null)
        => Postmortem.Start(World.By(by ?? World.Ravi), Incident, World.Severities, command ?? new() { Owner = UserOf(World.Ravi) });

    public IReadOnlyList<DomainError> Update(UpdatePostmortem command, Caller? by = null)
        => Postmortem.Update(World.By(by ?? World.Ravi), Incident, World.Severities, command);

    public IReadOnlyList<DomainError> AddFollowUp(AddFollowUp? command = null, Caller? by = null)
        => Postmortem.AddFollowUp(World.By(by ?? World.Ravi), Incident, ++_lastFollowUp, command ?? new() { Title = "Better database indexing" });

    public IReadOnlyList<DomainError> Tree(params IReadOnlyList<FaultTreeEntry> entries) => Update(new() { FaultTree = Change.To<IReadOnlyList<FaultTreeEntry>?>(entries) });

    /// <summary>With all that publishing asks for.</summary>
    public Review Written()
    {
        Accepted(Update(new()
        {
            Summary = "The payment gateway was down.",
            CustomerImpact = "Nobody could pay.",
            RootCause = "An index was missing.",
            Lessons = Change.To<IReadOnlyList<string>?>(["Test with real sizes."]),
            Timeline = Change.To<IReadOnlyList<ChosenEvent>?>([new(Stored(Incident, 5), "Too late")]),
        }));
        return this;
    }

    public Review Submitted()
    {
        Accepted(Written().Postmortem.Submit(World.By(World.Ravi), Incident));
        return this;
    }

    public Review Approved()
    {
        Accepted(Submitted().Postmortem.Approve(World.By(World.Rosa), Incident));
        return this;
    }

    public Review Published()
    {
        Accepted(Approved().Postmortem.Publish(World.By(World.Ravi), Incident));
        return this;
    }
}
