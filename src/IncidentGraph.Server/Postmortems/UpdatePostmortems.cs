using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mutations;
using IncidentGraph.Server.Nodes;
using Mapster;

namespace IncidentGraph.Server.Postmortems;

[MutationType]
public sealed class UpdatePostmortems(CallerCommands commands)
{
    public Task<MutationPayload> UpdatePostmortemAsync(UpdatePostmortemInput input, CancellationToken ct) =>
        commands.RunAsync(input, PostmortemCommands.On(input, at => UpdateAsync(at, input, at.Aborted)), ct);

    private static async Task<Decision> UpdateAsync(PostmortemWork at, UpdatePostmortemInput input, CancellationToken ct)
    {
        var errors = new List<DomainError>();
        CheckSizes(input, errors);
        if (errors.Count > 0)
            return Decisions.Of(errors);
        var command = input.Adapt<UpdatePostmortem>(PostmortemMaps.Config) with
        {
            Owner = await OwnerAsync(at, input.OwnerId, errors, ct),
            Participants = await ParticipantsAsync(at, input.ParticipantIds, errors, ct),
            FaultTree = await FaultTreeAsync(at, input.FaultTree, errors, ct),
            ReviewMeeting = input.ReviewMeeting.IsSet ? Change.To(Meeting(input.ReviewMeeting.Value)) : default,
            Timeline = await TimelineAsync(at, input.Timeline, errors, ct),
        };
        if (errors.Count == 0)
            errors.AddRange(at.Postmortem.Update(at.Act, at.Incident, await at.Work.CatalogAsync(ct), command));
        return Decisions.Of(errors, at.Postmortem.Ref());
    }

    /// <summary>Nothing is looked up for a list that is too long.</summary>
    private static void CheckSizes(UpdatePostmortemInput input, List<DomainError> errors)
    {
        Check("participantIds", input.ParticipantIds.Value?.Count, PostmortemRules.Participants);
        Check("faultTree", input.FaultTree.Value?.Count, PostmortemRules.FaultTree);
        Check("timeline", input.Timeline.Value?.Count, PostmortemRules.Timeline);

        void Check(string field, int? count, int most)
        {
            if (count > most)
                errors.Add(new ValidationError($"{field} has {count} items.", [field], $"Send at most {most}."));
        }
    }

    private static async Task<Change<User?>> OwnerAsync(PostmortemWork at, Change<string?> id, List<DomainError> errors, CancellationToken ct)
    {
        if (id.Value is not { } given)
            return id.IsSet ? Change.To<User?>(null) : default;
        var owner = await at.Work.FindUserAsync(given, ct);
        if (owner is null)
            errors.Add(Refusal.NotFound("user", "ownerId"));
        return Change.To(owner);
    }

    private static async Task<Change<IReadOnlyList<User>?>> ParticipantsAsync(
        PostmortemWork at, Change<IReadOnlyList<string>?> ids, List<DomainError> errors, CancellationToken ct)
    {
        var users = new List<User>();
        foreach (var (i, id) in (ids.Value ?? []).Index())
        {
            if (await at.Work.FindUserAsync(id, ct) is { } user)
                users.Add(user);
            else
                errors.Add(Refusal.NotFound("user", "participantIds", $"{i}"));
        }

        return ids.IsSet ? Change.To<IReadOnlyList<User>?>(users) : default;
    }

    private static async Task<Change<IReadOnlyList<FaultTreeEntry>?>> FaultTreeAsync(
        PostmortemWork at, Change<IReadOnlyList<FaultTreeEntryInput>?> tree, List<DomainError> errors, CancellationToken ct)
    {
        var entries = new List<FaultTreeEntry>();
        foreach (var (i, entry) in (tree.Value ?? []).Index())
        {
            var service = entry.ServiceId is null ? null : await at.Work.FindServiceAsync(entry.ServiceId, ct);
            if (entry.ServiceId is not null && service is null)
                errors.Add(Refusal.NotFound("service", "faultTree", $"{i}", "serviceId"));
            entries.Add(new(entry.Key, entry.ParentKey, entry.Gate, entry.Text, service?.Id));
        }

        return tree.IsSet ? Change.To<IReadOnlyList<FaultTreeEntry>?>(entries) : default;
    }

    private static async Task<Change<IReadOnlyList<ChosenEvent>?>> TimelineAsync(
        PostmortemWork at, Change<IReadOnlyList<PostmortemTimelineEntryInput>?> timeline, List<DomainError> errors, CancellationToken ct)
    {
        var given = timeline.Value ?? [];
        var ids = given.Select(e => Guid.TryParseExact(GlobalId.KeyOf("Event", e.EventId), "N", out var id) ? id : Guid.Empty).ToList();
        var events = given.Count == 0 ? [] : (await at.Work.EventsAsync(ids, ct)).ToDictionary(e => e.Id);
        var chosen = new List<ChosenEvent>();
        foreach (var (i, entry) in given.Index())
        {
            if (events.TryGetValue(ids[i], out DomainEvent? happened))
                chosen.Add(new(happened, entry.Annotation));
            else
                errors.Add(Refusal.NotFound("event", "timeline", $"{i}", "eventId"));
        }

        return timeline.IsSet ? Change.To<IReadOnlyList<ChosenEvent>?>(chosen) : default;
    }

    private static Meeting? Meeting(MeetingInput? meeting) => meeting is null ? null : new(meeting.At, meeting.Url);
}
