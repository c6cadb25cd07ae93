using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Domain.Postmortems;

// What is to become better. Every change of a follow-up is a change of its postmortem.
public sealed partial class Postmortem
{
    /// <summary>The new follow-up is the last of <see cref="FollowUps"/>. A closed postmortem takes no more.</summary>
    public IReadOnlyList<DomainError> AddFollowUp(Act act, Incident incident, long id, AddFollowUp command)
    {
        var bars = Bars(act, incident, PostmortemRight.Responder);
        if (bars.Count > 0)
            return bars;
        if (Status == PostmortemStatus.Closed)
            return [Stuck(act, incident, "The postmortem is CLOSED: it takes no more follow-ups.")];
        var checks = new Checks();
        var followUp = Cleaned(act, incident, id, command, checks);
        if (checks.Failed)
            return checks.Errors;

        Version++;
        _followUps.Add(followUp);
        Tell(act, incident, new FollowUpAdded(id), $"{act.By.DisplayName} added a follow-up to {Of(incident)}: {followUp.Title}");
        return [];
    }

    public IReadOnlyList<DomainError> UpdateFollowUp(Act act, Incident incident, long id, UpdateFollowUp command)
    {
        var bars = FollowUpBars(act, incident, id);
        if (bars.Count > 0)
            return bars;
        var followUp = Find(id)!; // else it is barred
        if (followUp.IsFinished)
            return [Stuck(followUp)];
        var checks = new Checks();
        var changes = new FieldChanges();
        CompareFollowUp(act, incident, followUp, command, checks, changes);
        if (checks.Failed || !changes.Any)
            return checks.Errors;

        Version++;
        changes.Apply();
        var fields = string.Join(", ", changes.Changes.Select(c => c.Field));
        Tell(
            act,
            incident,
            new FollowUpUpdated(id, changes.Changes),
            $"{act.By.DisplayName} changed {fields} of the follow-up \"{followUp.Title}\" of incident {incident.Number}");
        return [];
    }

    private FollowUp? Find(long id) => _followUps.Find(f => f.Id == id);

    private List<DomainError> FollowUpBars(Act act, Incident incident, long id)
    {
        if (!act.IsImport && !incident.IsVisibleTo(act.By))
            return [Refusal.NotFound("follow-up", "id")];
        var bars = Bars(act, incident, PostmortemRight.Responder);
        return bars.Count > 0 || Find(id) is not null ? bars : [Refusal.NotFound("follow-up", "id")];
    }

    private FollowUp Cleaned(Act act, Incident incident, long id, AddFollowUp command, Checks checks)
    {
        if (_followUps.Count >= PostmortemRules.FollowUps)
            checks.Invalid($"The postmortem has {_followUps.Count} follow-ups.", $"Keep to {PostmortemRules.FollowUps}.", "postmortemId");
        CheckOwner(act, incident, command.Owner, checks);
        CheckDue(act, command.DueAt, checks);
        return new()
        {
            Id = id,
            PostmortemId = Id,
            Title = checks.Required(command.Title, TextRules.Title, "title"),
            Description = checks.Optional(command.Description, TextRules.Long, "description"),
            Priority = command.Priority,
            OwnerId = command.Owner?.Id,
            Owner = command.Owner,
            DueAt = command.DueAt?.ToMoment(),
            TicketUrl = checks.WebAddress(command.TicketUrl, "ticketUrl"),
            CreatedAt = act.At,
        };
    }

    private static void CompareFollowUp(
        Act act, Incident incident, FollowUp followUp, UpdateFollowUp command, Checks checks, FieldChanges changes)
    {
        var title = command.Title.IsSet ? checks.Required(command.Title.Value, TextRules.Title, "title") : followUp.Title;
        changes.Compare("title", followUp.Title, title, () => followUp.Title = title);
        var description = checks.Optional(command.Description.Or(followUp.Description), TextRules.Long, "description");
        changes.Compare("description", followUp.Description, description, () => followUp.Description = description);
        if (command.Priority is { IsSet: true, Value: null })
            checks.Invalid("A follow-up has a priority.", "Use LOW, MEDIUM, HIGH or CRITICAL.", "priority");
        var priority = command.Priority.Or(followUp.Priority) ?? followUp.Priority;
        changes.Compare("priority", Wire.Name(followUp.Priority), Wire.Name(priority), () => followUp.Priority = priority);
        var owner = command.Owner.Or(followUp.Owner);
        if (owner?.Id != followUp.OwnerId)
            CheckOwner(act, incident, owner, checks);
        changes.Compare("owner", followUp.Owner?.Handle, owner?.Handle, () => (followUp.OwnerId, followUp.Owner) = (owner?.Id, owner));
        var due = command.DueAt.Or(followUp.DueAt)?.ToMoment();
        if (due != followUp.DueAt)
            CheckDue(act, due, checks);
        changes.Compare("dueAt", Time(followUp.DueAt), Time(due), () => followUp.DueAt = due);
        var ticket = checks.WebAddress(command.TicketUrl.Or(followUp.TicketUrl), "ticketUrl");
        changes.Compare("ticketUrl", followUp.TicketUrl, ticket, () => followUp.TicketUrl = ticket);

        static string? Time(DateTimeOffset? time) => time is { } at ? Wire.Time(at) : null;
    }
}
