using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;

namespace IncidentGraph.Domain.Incidents;

// How incidents stand to each other. What is told of a relation is told only where everybody may know of the other incident.
public sealed partial class Incident
{
    /// <summary>
    /// Possible in any status. Both incidents change and tell of it, but none tells of a private one: then the private one
    /// alone does. When both are private, this one does, without naming the other.
    /// </summary>
    /// <param name="act">Who, and when.</param>
    /// <param name="target">The other one.</param>
    /// <param name="kind">How this one stands to it.</param>
    /// <param name="known">
    /// The relations of both that the caller may know of, and those by which the way from cause to cause goes on.
    /// </param>
    public IReadOnlyList<DomainError> Link(
        Act act, Incident target, IncidentRelationKind kind, IReadOnlyList<IncidentRelation> known)
    {
        var bars = Bars(act, IncidentRight.Responder);
        if (bars.Count == 0)
            bars = LinkBars(act, target, kind, known);
        if (bars.Count > 0)
            return bars;

        if (!target.IsPrivate || IsPrivate)
            TellLinked(act, target, kind);
        if (!IsPrivate)
            target.TellLinked(act, this, kind.Inverse());
        if (!target.IsPrivate || IsPrivate)
            Relate(act, target, kind);
        else
            target.Relate(act, this, kind.Inverse());
        return [];
    }

    private List<DomainError> LinkBars(Act act, Incident target, IncidentRelationKind kind, IReadOnlyList<IncidentRelation> known)
    {
        if (!act.IsImport && !target.IsVisibleTo(act.By))
            return [Refusal.NotFound("incident", "targetId")];
        if (target.Id == Id)
            return [new ValidationError("An incident is not related to itself.", ["targetId"], "Name another incident.")];
        if (known.Any(r => r.SeenFrom(Id) == (target.Id, kind)))
            return [AlreadyLinked(target, kind)];
        if (kind != IncidentRelationKind.Related && Circle(target, kind, known) is { Count: > 0 } way)
            return [Endless(way, kind)];
        return RoomBars(target, known, "targetId");
    }

    /// <summary>The way from this incident and back that the new relation would close; empty when it closes none.</summary>
    private IReadOnlyList<long> Circle(Incident target, IncidentRelationKind kind, IReadOnlyList<IncidentRelation> known)
    {
        var forward = kind.Forward();
        if (forward == kind)
            return Incidents.Relations.Way(known, forward, target.Id, Id) is { Count: > 0 } back ? [Id, .. back] : [];
        return Incidents.Relations.Way(known, forward, Id, target.Id) is { Count: > 0 } there ? [.. there, Id] : [];
    }

    private List<DomainError> RoomBars(Incident target, IReadOnlyList<IncidentRelation> known, string field)
    {
        foreach (var incident in (Incident[])[this, target])
        {
            if (known.Count(r => r.SeenFrom(incident.Id) is not null) >= IncidentRelation.Most)
                return [new ValidationError($"Incident {incident.Number} is related to {IncidentRelation.Most} incidents already.", [field], "An incident has no more relations than that.")];
        }

        return [];
    }

    private void TellLinked(Act act, Incident other, IncidentRelationKind kind)
    {
        Touch(act);
        Record(
            act,
            new IncidentsLinked(kind, other.Id),
            $"{act.By.DisplayName} noted that incident {Number} {kind.Words()} {NameFor(other, this)}");
    }

    private void Relate(Act act, Incident target, IncidentRelationKind kind)
        => _relations.Add(new()
        {
            Id = act.NewId(),
            IncidentId = Id,
            Ordinal = ++PartCount,
            TargetId = target.Id,
            Kind = kind,
            LinkedById = act.By.ActorId,
            LinkedAt = act.At,
        });

    private AlreadyExistsError AlreadyLinked(Incident target, IncidentRelationKind kind)
        => new($"Incident {Number} {kind.Words()} incident {target.Number} already.", ["targetId"], "Nothing to do.", Ref(target));

    private static CycleError Endless(IReadOnlyList<long> way, IncidentRelationKind kind)
        => new(
            $"Then each of these would be what it {kind.Forward().Words()}, in a circle: {string.Join(", ", way)}.",
            ["targetId"],
            "Use another kind, or RELATED, which has no direction.",
            [.. way.Select(id => EntityRef.Of(nameof(Incident), id))]);
}
