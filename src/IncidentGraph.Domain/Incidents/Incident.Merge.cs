using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Domain.Incidents;

public sealed partial class Incident
{
    /// <summary>
    /// This incident is a duplicate of <paramref name="target"/>, which must be open. Both change: this one ends; the
    /// target gets its participants, its open impacts and a note, and finds it among its relations.
    /// </summary>
    /// <param name="act">Who, and when.</param>
    /// <param name="severities">All severities.</param>
    /// <param name="target">The incident that goes on.</param>
    /// <param name="known">
    /// The relations of both that the caller may know of, and those by which the target is a duplicate of others; null where there are none yet.
    /// </param>
    public IReadOnlyList<DomainError> Merge(
        Act act, SeverityCatalog severities, Incident target, IReadOnlyList<IncidentRelation>? known = null)
    {
        var bars = Bars(act, severities, IncidentAction.Merge);
        if (bars.Count == 0)
            bars = MergeBars(act, target);
        var isKnown = (known ?? []).Any(r => r.SeenFrom(Id) == (target.Id, IncidentRelationKind.DuplicateOf));
        if (bars.Count == 0 && !isKnown)
            bars = Circle(target, IncidentRelationKind.DuplicateOf, known ?? []) is { Count: > 0 } way
                ? [Circle("The target is a duplicate of this incident.", [.. way.Select(id => EntityRef.Of(nameof(Incident), id))])]
                : RoomBars(target, known ?? [], "intoId");
        if (bars.Count > 0)
            return bars;

        var when = Later(act.At, LastChange);
        MergedIntoId = target.Id;
        MergedAt = when;
        var from = Move(act, IncidentStatus.Merged, when);
        Record(
            act,
            new IncidentMerged(from, Status, target.Id),
            $"{act.By.DisplayName} merged incident {Number} into {NameFor(target, this)}",
            when);
        if (!isKnown)
            Relate(act, target, IncidentRelationKind.DuplicateOf);
        var open = _impacts.FindAll(i => i.EndedAt is null);
        EndImpacts(act, when);
        target.TakeIn(act, this, open, when);
        return [];
    }

    private List<DomainError> MergeBars(Act act, Incident target)
    {
        if (!act.IsImport && !target.IsVisibleTo(act.By))
            return [Refusal.NotFound("incident", "intoId")];
        if (target.Id == Id)
            return [Circle("An incident cannot be merged into itself.", Ref(this))];
        if (target.MergedIntoId == Id)
            return [Circle("The target is merged into this incident.", Ref(this), Ref(target), Ref(this))];
        if (target.IsOpen)
            return [];
        return
        [
            new TransitionError(
                $"The target, incident {target.Number}, is {Wire.Name(target.Status)}.",
                ["intoId"],
                "Merge into an open incident.",
                Wire.Name(target.Status),
                []),
        ];
    }

    /// <summary>What a private duplicate hurts and who takes part in it stays private: nothing public tells of it.</summary>
    private void TakeIn(Act act, Incident duplicate, List<ServiceImpact> hurt, DateTimeOffset when)
    {
        var name = NameFor(duplicate, this);
        var note = $"{char.ToUpperInvariant(name[0])}{name[1..]} was merged into this incident.";
        Touch(act);
        Record(act, new TimelineNoteAdded(note), $"{act.By.DisplayName} merged {name} into incident {Number}");
        if (duplicate.IsPrivate && !IsPrivate)
            return;
        foreach (var userId in duplicate._participants.Select(p => p.UserId).Where(id => !TakesPart(id)))
            Join(act, userId, null);
        foreach (var impact in hurt)
            TakeOver(act, impact, duplicate.Facts!.Services.First(s => s.ServiceId == impact.ServiceId), when); // facts name all that it hurt
    }

    /// <summary>How the timeline of <paramref name="teller"/> names another incident: a private one exists for few.</summary>
    private static string NameFor(Incident other, Incident teller)
        => other.IsPrivate ? teller.IsPrivate ? "another private incident" : "a private incident" : $"incident {other.Number}";

    private static CycleError Circle(string message, params IReadOnlyList<EntityRef> path)
        => new(message, ["intoId"], "Merge into another, open incident.", path);

    private static EntityRef Ref(Incident incident) => EntityRef.Of(nameof(Incident), incident.Id);
}
