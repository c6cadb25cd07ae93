using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Events;
using IncidentGraph.Server.Mutations;
using IncidentGraph.Server.Nodes;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Incidents;

/// <summary>Updates and notes, with what they correct at hand.</summary>
internal static class Telling
{
    public static async Task<Decision> PostAsync(IncidentWork at, PostIncidentUpdateInput input)
    {
        var correctsId = input.CorrectsId is null ? null : GlobalId.GuidOf("IncidentUpdate", input.CorrectsId);
        if (input.CorrectsId is not null && correctsId is null)
            return Decisions.NotFound("update", "correctsId");
        if (correctsId is not null) // tracked, so the incident has them now: what is corrected, and who did so before
        {
            await at.Work.Db.Updates.Where(u => u.IncidentId == at.Incident.Id && (u.Id == correctsId || u.CorrectsId == correctsId))
                .OrderBy(u => u.Ordinal).LoadAsync(at.Aborted);
        }

        var errors = at.Incident.PostUpdate(at.Act, at.Severities, input.Audience, input.Body, correctsId);
        return errors.Count > 0 ? Decisions.Of(errors) : Decisions.Of([], EntityRef.Of("IncidentUpdate", at.Incident.Updates[^1].Id));
    }

    public static async Task<Decision> NoteAsync(IncidentWork at, AddTimelineNoteInput input)
    {
        var corrected = input.CorrectsId is null ? null : await FindNoteAsync(at, GlobalId.GuidOf("Event", input.CorrectsId));
        if (input.CorrectsId is not null && corrected is null)
            return Decisions.NotFound("note", "correctsId");
        var errors = at.Incident.AddNote(at.Act, input.Note, input.OccurredAt, corrected);
        return errors.Count > 0
            ? Decisions.Of(errors)
            : Decisions.Of([], EntityRef.Of("Event", at.Act.Events.Last(e => e.Type == EventType.TimelineNoteAdded).Id));
    }

    private static Task<DomainEvent?> FindNoteAsync(IncidentWork at, Guid? id) =>
        at.Work.Db.Events.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id && e.IncidentId == at.Incident.Id, at.Aborted);
}
