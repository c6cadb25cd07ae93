using IncidentGraph.Domain.Errors;

namespace IncidentGraph.Domain.Postmortems;

// The incident's timeline, as far as it matters for the review: events are chosen and annotated, never written here.
public sealed partial class Postmortem
{
    private void CompareTimeline(UpdatePostmortem command, Checks checks, FieldChanges changes)
    {
        if (!command.Timeline.IsSet || !checks.Fits(command.Timeline.Value ?? [], PostmortemRules.Timeline, "timeline"))
            return;
        var chosen = Cleaned(command.Timeline.Value ?? [], checks);
        changes.Compare(
            "timeline",
            FieldChanges.Lines(_timeline.OrderBy(e => e.Position).Select(e => Told(e.Position, e.Annotation))),
            FieldChanges.Lines(chosen.OrderBy(c => c.Key).Select(c => Told(c.Key, c.Value))),
            () => Choose(chosen));

        static string Told(long position, string? annotation) => annotation is null ? $"Event {position}" : $"Event {position}: {annotation}";
    }

    private Dictionary<long, string?> Cleaned(IReadOnlyList<ChosenEvent> given, Checks checks)
    {
        var chosen = new Dictionary<long, string?>();
        for (var i = 0; i < given.Count; i++)
        {
            var annotation = checks.Optional(given[i].Annotation, TextRules.Paragraph, "timeline", $"{i}", "annotation");
            if (given[i].Event.IncidentId != Id)
                checks.Add(Refusal.NotFound("event", "timeline", $"{i}", "eventId"));
            else if (!chosen.TryAdd(given[i].Event.Position, annotation))
                checks.Invalid("The event is chosen twice.", "Name each event once.", "timeline", $"{i}", "eventId");
        }

        return chosen;
    }

    private void Choose(Dictionary<long, string?> chosen)
    {
        _timeline.RemoveAll(e => !chosen.ContainsKey(e.Position));
        foreach (var (position, annotation) in chosen)
        {
            if (_timeline.Find(e => e.Position == position) is { } entry)
                entry.Annotation = annotation;
            else
                _timeline.Add(new() { PostmortemId = Id, Position = position, Annotation = annotation });
        }
    }
}
