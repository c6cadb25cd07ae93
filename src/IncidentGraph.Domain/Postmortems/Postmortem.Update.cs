using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Domain.Postmortems;

// What it says, until it is approved; who sees to it and when, until it is published.
public sealed partial class Postmortem
{
    private static readonly string[] Organisation = ["owner", "dueAt", "participants", "reviewMeeting"];

    /// <summary>What stays as it was is no change. What was approved is published as it was approved.</summary>
    public IReadOnlyList<DomainError> Update(Act act, Incident incident, SeverityCatalog severities, UpdatePostmortem command)
    {
        var bars = Bars(act, incident, PostmortemRight.Responder);
        if (bars.Count > 0)
            return bars;
        if (PostmortemLifecycle.IsPublished(Status))
            return [Frozen(act, incident)];
        var checks = new Checks();
        var changes = new FieldChanges();
        CompareOwner(act, incident, command, checks, changes);
        CompareDue(act, incident, severities, command, checks, changes);
        CompareParticipants(act, incident, command, checks, changes);
        CompareTexts(command, checks, changes);
        CompareLists(command, checks, changes);
        CompareTree(command, checks, changes);
        CompareMeeting(command, checks, changes);
        CompareTimeline(command, checks, changes);
        if (checks.Failed || !changes.Any)
            return checks.Errors;
        if (PostmortemLifecycle.IsFrozen(Status) && !act.IsImport && changes.Changes.Any(c => !Organisation.Contains(c.Field)))
            return [Frozen(act, incident)];

        Version++;
        changes.Apply();
        var fields = FieldChanges.Words(changes.Changes);
        Tell(act, incident, new PostmortemUpdated(Id, changes.Changes), $"{act.By.DisplayName} changed {fields} of {Of(incident)}");
        return [];
    }

    private TransitionError Frozen(Act act, Incident incident) => Stuck(
        act, incident, $"The postmortem is {Wire.Name(Status)}: its text is frozen.", "Call returnPostmortem with a reason, write, and have it reviewed again.");

    private void CompareOwner(Act act, Incident incident, UpdatePostmortem command, Checks checks, FieldChanges changes)
    {
        var owner = command.Owner.Or(Owner);
        if (owner?.Id != OwnerId)
            CheckOwner(act, incident, owner, checks);
        changes.Compare("owner", Owner?.Handle, owner?.Handle, () => (OwnerId, Owner) = (owner?.Id, owner));
    }

    private void CompareDue(
        Act act, Incident incident, SeverityCatalog severities, UpdatePostmortem command, Checks checks, FieldChanges changes)
    {
        if (!command.DueAt.IsSet)
            return;
        var chosen = command.DueAt.Value?.ToMoment();
        var due = chosen ?? PolicyDue(act, incident, severities);
        if (chosen != DueAt)
            CheckDue(act, chosen, checks);
        changes.Compare("dueAt", Due(DueAt, IsDueAtChosen), Due(due, chosen is not null), () => (DueAt, IsDueAtChosen) = (due, chosen is not null));

        static string Due(DateTimeOffset at, bool isChosen) => isChosen ? Wire.Time(at) : $"{Wire.Time(at)} by policy";
    }

    private void CompareParticipants(Act act, Incident incident, UpdatePostmortem command, Checks checks, FieldChanges changes)
    {
        if (!command.Participants.IsSet)
            return;
        var given = command.Participants.Value ?? [];
        if (!checks.Fits(given, PostmortemRules.Participants, "participantIds"))
            return;
        for (var i = 0; i < given.Count; i++)
        {
            if (_participants.TrueForAll(p => p.UserId != given[i].Id))
                CheckPerson(act, incident, given[i], checks, "participantIds", $"{i}");
        }

        var users = given.DistinctBy(u => u.Id).ToList();
        changes.Compare("participants", Handles(_participants.Select(p => p.User)), Handles(users), () => Gather(users));

        static string? Handles(IEnumerable<User> people) => FieldChanges.Lines(people.Select(u => u.Handle).Order(StringComparer.Ordinal));
    }

    private void CompareTexts(UpdatePostmortem command, Checks checks, FieldChanges changes)
    {
        Text("summary", Summary, command.Summary, text => Summary = text);
        Text("customerImpact", CustomerImpact, command.CustomerImpact, text => CustomerImpact = text);
        Text("rootCause", RootCause, command.RootCause, text => RootCause = text);

        void Text(string field, string? before, Change<string?> change, Action<string?> assign)
        {
            var after = checks.Optional(change.Or(before), TextRules.Long, field);
            changes.Compare(field, before, after, () => assign(after));
        }
    }

    private void CompareLists(UpdatePostmortem command, Checks checks, FieldChanges changes)
    {
        Lines("whatWorked", WhatWorked, command.WhatWorked, lines => WhatWorked = lines);
        Lines("whatDidNotWork", WhatDidNotWork, command.WhatDidNotWork, lines => WhatDidNotWork = lines);
        Lines("whereWeGotLucky", WhereWeGotLucky, command.WhereWeGotLucky, lines => WhereWeGotLucky = lines);
        Lines("lessons", Lessons, command.Lessons, lines => Lessons = lines);

        void Lines(string field, IReadOnlyList<string> before, Change<IReadOnlyList<string>?> change, Action<IReadOnlyList<string>> assign)
        {
            var after = checks.Lines(change.Or(before), TextRules.Paragraph, field);
            changes.Compare(field, FieldChanges.Lines(before), FieldChanges.Lines(after), () => assign(after));
        }
    }

    private void CompareTree(UpdatePostmortem command, Checks checks, FieldChanges changes)
    {
        if (!command.FaultTree.IsSet)
            return;
        var tree = Postmortems.FaultTree.Read(command.FaultTree.Value ?? [], checks);
        changes.Compare("faultTree", Postmortems.FaultTree.Told(FaultTree), Postmortems.FaultTree.Told(tree), () => FaultTree = tree);
    }

    private void CompareMeeting(UpdatePostmortem command, Checks checks, FieldChanges changes)
    {
        var meeting = command.ReviewMeeting.Or(ReviewMeeting);
        var url = checks.WebAddress(meeting?.Url, "reviewMeeting", "url");
        var at = meeting?.At.ToMoment();
        changes.Compare("reviewMeeting", Told(MeetingAt, MeetingUrl), Told(at, url), () => (MeetingAt, MeetingUrl) = (at, url));

        static string? Told(DateTimeOffset? at, string? url) => at is { } time ? $"{Wire.Time(time)} {url}".TrimEnd() : null;
    }

    private void Gather(List<User> users)
    {
        _participants.RemoveAll(p => users.TrueForAll(u => u.Id != p.UserId));
        Invite(users.Where(u => _participants.TrueForAll(p => p.UserId != u.Id)).ToList());
    }

    private void Invite(IEnumerable<User> users)
        => _participants.AddRange(users.Select(u => new PostmortemParticipant { PostmortemId = Id, UserId = u.Id, User = u, Ordinal = ++PartCount }));
}
