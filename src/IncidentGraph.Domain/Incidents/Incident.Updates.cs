using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Domain.Incidents;

// What is told, and what is noted. Neither ever changes: what was wrong is corrected by another one that says so.
public sealed partial class Incident
{
    /// <summary>The new update is the last of <see cref="Updates"/>. A merged incident is told about in its target.</summary>
    /// <param name="act">Who, and when.</param>
    /// <param name="severities">All severities.</param>
    /// <param name="audience">For whom it is written; a correction is for those who read what it corrects.</param>
    /// <param name="body">What is told.</param>
    /// <param name="correctsId">One of <see cref="Updates"/>; null when it corrects none.</param>
    public IReadOnlyList<DomainError> PostUpdate(
        Act act, SeverityCatalog severities, Audience audience, string body, Guid? correctsId = null)
    {
        var bars = UpdateBars(act, severities, audience);
        var corrected = _updates.Find(u => u.Id == correctsId);
        if (bars.Count == 0 && correctsId is not null && corrected is null)
            bars = [Refusal.NotFound("update", "correctsId")];
        if (bars.Count > 0)
            return bars;
        var checks = new Checks();
        var text = checks.Required(body, TextRules.Long, "body");
        if (audience == Audience.Public && IsPrivate)
            checks.Invalid("A private incident has no public updates.", "Declare a public companion, or post to another audience.", "audience");
        CheckCorrection(corrected, audience, checks);
        if (checks.Failed)
            return checks.Errors;

        Touch(act);
        var update = Append(act, audience, text, corrected);
        var what = (corrected is null, audience) switch
        {
            (true, Audience.Public) => "posted a public update",
            (true, _) => $"posted an {Wire.Words(audience)} update",
            _ => $"corrected an earlier {Wire.Words(audience)} update",
        };
        Record(
            act,
            new IncidentUpdatePosted(update.Id),
            $"{act.By.DisplayName} {what} on incident {Number}: {text}",
            audience: audience);
        return [];
    }

    /// <param name="act">Who, and when.</param>
    /// <param name="note">What is noted.</param>
    /// <param name="occurredAt">
    /// When what is noted happened, never in the future. When null: now, or when the note that is corrected says.
    /// </param>
    /// <param name="corrected">The note of this incident that this one corrects; null when it corrects none.</param>
    public IReadOnlyList<DomainError> AddNote(Act act, string note, DateTimeOffset? occurredAt = null, DomainEvent? corrected = null)
    {
        var bars = Bars(act, IncidentRight.Responder);
        if (bars.Count == 0 && corrected is not null && !IsNoteOfThis(corrected))
            bars = [Refusal.NotFound("note", "correctsId")];
        if (bars.Count > 0)
            return bars;
        var checks = new Checks();
        var text = checks.Required(note, TextRules.Long, "note");
        var when = When(act, occurredAt ?? corrected?.OccurredAt, null, checks, "occurredAt");
        if (checks.Failed)
            return checks.Errors;

        Touch(act);
        var what = corrected is null ? "noted" : "corrected an earlier note";
        Record(act, new TimelineNoteAdded(text, corrected?.Id), $"{act.By.DisplayName} {what} on incident {Number}: {text}", when);
        return [];
    }

    private List<DomainError> UpdateBars(Act act, SeverityCatalog severities, Audience audience)
    {
        var bars = Bars(act, IncidentRight.Responder);
        if (bars.Count > 0)
            return bars;
        if (audience == Audience.Public && !act.IsImport && !act.By.Has(UserRole.Publisher))
            return [Refusal.NotAllowed("Only publishers tell the public.", $"Post to another audience. {act.By.HowToBecome(UserRole.Publisher)}", "PUBLISHER")];
        return Status == IncidentStatus.Merged ? [Stuck(act, severities)] : [];
    }

    private void CheckCorrection(IncidentUpdate? corrected, Audience audience, Checks checks)
    {
        if (corrected is null)
            return;
        if (corrected.Audience != audience)
            checks.Invalid(
                $"What it corrects was written for {Wire.Name(corrected.Audience)}.", "Correct it for those who read it; tell others by an update of its own.", "audience");
        if (_updates.Exists(u => u.CorrectsId == corrected.Id))
            checks.Invalid("It was corrected already.", "Correct the correction: see correctedBy.", "correctsId");
    }

    private bool IsNoteOfThis(DomainEvent happened) => happened.IncidentId == Id && happened.Payload is TimelineNoteAdded;

    private IncidentUpdate Append(Act act, Audience audience, string text, IncidentUpdate? corrected)
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
            CorrectsId = corrected?.Id,
        };
        _updates.Add(update);
        return update;
    }
}
