using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Domain.Incidents;

// What is told, and what is noted.
public sealed partial class Incident
{
    /// <summary>The new update is the last of <see cref="Updates"/>. A merged incident is told about in its target.</summary>
    public IReadOnlyList<DomainError> PostUpdate(Act act, SeverityCatalog severities, Audience audience, string body)
    {
        var bars = Bars(act, IncidentRight.Responder);
        if (bars.Count > 0)
            return bars;
        if (audience == Audience.Public && !act.IsImport && !act.By.Has(UserRole.Publisher))
            return [Refusal.NotAllowed("Only publishers tell the public.", "Ask a publisher, or post to another audience.", "PUBLISHER")];
        if (Status == IncidentStatus.Merged)
            return [Stuck(act, severities)];
        var checks = new Checks();
        var text = checks.Required(body, TextRules.Long, "body");
        if (audience == Audience.Public && IsPrivate)
            checks.Invalid("A private incident has no public updates.", "Declare a public companion, or post to another audience.", "audience");
        if (checks.Failed)
            return checks.Errors;

        Touch(act);
        var update = Append(act, audience, text);
        Record(
            act,
            new IncidentUpdatePosted(update.Id),
            $"{act.By.DisplayName} posted an update ({Wire.Words(audience)}) on incident {Number}: {text}",
            audience: audience);
        return [];
    }

    /// <param name="act">Who, and when.</param>
    /// <param name="note">What is noted.</param>
    /// <param name="occurredAt">When what is noted happened; now when null, never in the future.</param>
    public IReadOnlyList<DomainError> AddNote(Act act, string note, DateTimeOffset? occurredAt = null)
    {
        var bars = Bars(act, IncidentRight.Responder);
        if (bars.Count > 0)
            return bars;
        var checks = new Checks();
        var text = checks.Required(note, TextRules.Long, "note");
        var when = When(act, occurredAt, null, checks, "occurredAt");
        if (checks.Failed)
            return checks.Errors;

        Touch(act);
        Record(act, new TimelineNoteAdded(text), $"{act.By.DisplayName} noted on incident {Number}: {text}", when);
        return [];
    }

    private IncidentUpdate Append(Act act, Audience audience, string text)
    {
        var update = new IncidentUpdate
        {
            Id = act.NewId(),
            IncidentId = Id,
            Ordinal = ++PartCount,
            Audience = audience,
            Status = Status,
            Body = text,
            AuthorId = act.By.ActorId,
            PostedAt = act.At,
        };
        _updates.Add(update);
        return update;
    }
}
