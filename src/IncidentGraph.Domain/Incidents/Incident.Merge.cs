using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Domain.Incidents;

public sealed partial class Incident
{
    /// <summary>
    /// This incident is a duplicate of <paramref name="target"/>, which must be open. Both change: this one ends, the
    /// target gets its participants and a note. A merged incident is not open, so chains cannot close to a circle
    /// unless the target was merged into this one.
    /// </summary>
    public IReadOnlyList<DomainError> Merge(Act act, SeverityCatalog severities, Incident target)
    {
        var bars = Bars(act, severities, IncidentAction.Merge);
        if (bars.Count == 0)
            bars = MergeBars(act, target);
        if (bars.Count > 0)
            return bars;

        var when = Later(act.At, LastChange);
        MergedIntoId = target.Id;
        MergedAt = when;
        var from = Move(act, IncidentStatus.Merged, when);
        Record(
            act,
            new IncidentMerged(from, Status, target.Id),
            $"{act.By.DisplayName} merged incident {Number} into incident {target.Number}",
            when);
        EndImpacts(act, when);
        target.TakeIn(act, this);
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

    private void TakeIn(Act act, Incident duplicate)
    {
        var note = $"Incident {duplicate.Number} was merged into this incident.";
        Touch(act);
        Record(act, new TimelineNoteAdded(note), $"{act.By.DisplayName} merged incident {duplicate.Number} into incident {Number}");
        foreach (var userId in duplicate._participants.Select(p => p.UserId).Where(id => !TakesPart(id)))
            Join(act, userId, null);
    }

    private static CycleError Circle(string message, params IReadOnlyList<EntityRef> path)
        => new(message, ["intoId"], "Merge into another, open incident.", path);

    private static EntityRef Ref(Incident incident) => EntityRef.Of(nameof(Incident), incident.Id);
}
