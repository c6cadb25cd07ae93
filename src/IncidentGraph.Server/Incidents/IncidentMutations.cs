using IncidentGraph.Domain.Incidents;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mutations;
using Mapster;
using static IncidentGraph.Server.Incidents.IncidentCommands;

namespace IncidentGraph.Server.Incidents;

/// <summary>Translates each mutation on an incident; the incident decides.</summary>
[MutationType]
public sealed class IncidentMutations(CallerCommands commands)
{
    public Task<MutationPayload> AcceptIncidentAsync(AcceptIncidentInput input, CancellationToken ct) => commands.RunAsync(
        input, OnWithSeverity(input, input.SeverityId, (at, severity) => at.Incident.Accept(at.Act, at.Severities, severity, input.At)), ct);

    public Task<MutationPayload> DeclineIncidentAsync(DeclineIncidentInput input, CancellationToken ct) => commands.RunAsync(
        input, On(input, at => at.Incident.Decline(at.Act, at.Severities, input.Reason, input.At)), ct);

    public Task<MutationPayload> AcknowledgeIncidentAsync(AcknowledgeIncidentInput input, CancellationToken ct) => commands.RunAsync(
        input, On(input, at => at.Incident.Acknowledge(at.Act, at.Severities, input.At)), ct);

    public Task<MutationPayload> IdentifyIncidentAsync(IdentifyIncidentInput input, CancellationToken ct) => commands.RunAsync(
        input, On(input, at => at.Incident.Identify(at.Act, at.Severities, input.SuspectedCause, input.At)), ct);

    public Task<MutationPayload> MitigateIncidentAsync(MitigateIncidentInput input, CancellationToken ct) => commands.RunAsync(
        input,
        OnWithServices(input, input.Services, (at, affected) => at.Incident.Mitigate(at.Act, at.Severities, input.Note, affected, input.At)), ct);

    public Task<MutationPayload> ResolveIncidentAsync(ResolveIncidentInput input, CancellationToken ct) => commands.RunAsync(
        input, On(input, at => at.Incident.Resolve(at.Act, at.Severities, input.Resolution, input.At)), ct);

    public Task<MutationPayload> CloseIncidentAsync(CloseIncidentInput input, CancellationToken ct) => commands.RunAsync(
        input, On(input, at => at.Incident.Close(at.Act, at.Severities, input.PostmortemWaiver, input.At)), ct);

    public Task<MutationPayload> ReopenIncidentAsync(ReopenIncidentInput input, CancellationToken ct) => commands.RunAsync(
        input,
        OnWithServices(input, input.Services, (at, affected) => at.Incident.Reopen(at.Act, at.Severities, input.Reason, affected, input.At)), ct);

    public Task<MutationPayload> MergeIncidentAsync(MergeIncidentInput input, CancellationToken ct) =>
        commands.RunAsync(input, (work, aborted) => MergeIncidents.DecideAsync(work, input, aborted), ct);

    public Task<MutationPayload> CancelIncidentAsync(CancelIncidentInput input, CancellationToken ct) => commands.RunAsync(
        input, On(input, at => at.Incident.Cancel(at.Act, at.Severities, input.Reason)), ct);

    public Task<MutationPayload> ChangeIncidentSeverityAsync(ChangeIncidentSeverityInput input, CancellationToken ct) => commands.RunAsync(
        input,
        OnWithSeverity(input, input.SeverityId, (at, severity) =>
            at.Incident.ChangeSeverity(at.Act, at.Severities, severity!, input.Reason)), ct); // a given id that finds none is refused before

    public Task<MutationPayload> CorrectIncidentTimesAsync(CorrectIncidentTimesInput input, CancellationToken ct) => commands.RunAsync(
        input, On(input, at => at.Incident.CorrectTimes(at.Act, input.Adapt<CorrectIncidentTimes>(IncidentMaps.Config))), ct);

    public Task<MutationPayload> ChangeIncidentVisibilityAsync(ChangeIncidentVisibilityInput input, CancellationToken ct) => commands.RunAsync(
        input, On(input, at => at.Incident.ChangeVisibility(at.Act, input.IsPrivate, input.Reason)), ct);

    public Task<MutationPayload> AddIncidentParticipantAsync(AddIncidentParticipantInput input, CancellationToken ct) => commands.RunAsync(
        input, OnWithUser(input, input.UserId, (at, user) => at.Incident.AddParticipant(at.Act, user)), ct);

    public Task<MutationPayload> RemoveIncidentParticipantAsync(RemoveIncidentParticipantInput input, CancellationToken ct) => commands.RunAsync(
        input, OnWithUser(input, input.UserId, (at, user) => at.Incident.RemoveParticipant(at.Act, user)), ct);

    public Task<MutationPayload> AssignIncidentRoleAsync(AssignIncidentRoleInput input, CancellationToken ct) => commands.RunAsync(
        input, OnWithUser(input, input.UserId, (at, user) => at.Incident.AssignRole(at.Act, input.Role, user, input.HandoverNote)), ct);

    public Task<MutationPayload> UnassignIncidentRoleAsync(UnassignIncidentRoleInput input, CancellationToken ct) => commands.RunAsync(
        input, OnWithUser(input, input.UserId, (at, user) => at.Incident.UnassignRole(at.Act, input.Role, user, input.HandoverNote)), ct);

    public Task<MutationPayload> SetServiceImpactAsync(SetServiceImpactInput input, CancellationToken ct) => commands.RunAsync(
        input, On(input, async at => await at.Work.FindServiceAsync(input.ServiceId, at.Aborted) is { } service
            ? Decisions.Of(
                at.Incident.SetImpact(at.Act, at.Severities, service, input.Level, input.Note, input.At), at.Incident.Ref())
            : Decisions.NotFound("service", "serviceId")), ct);

    public Task<MutationPayload> PostIncidentUpdateAsync(PostIncidentUpdateInput input, CancellationToken ct) => commands.RunAsync(
        input, On(input, at => Telling.PostAsync(at, input)), ct);

    public Task<MutationPayload> AddTimelineNoteAsync(AddTimelineNoteInput input, CancellationToken ct) => commands.RunAsync(
        input, On(input, at => Telling.NoteAsync(at, input)), ct);

    public Task<MutationPayload> LinkIncidentsAsync(LinkIncidentsInput input, CancellationToken ct) =>
        commands.RunAsync(input, (work, aborted) => LinkIncidents.DecideAsync(work, input, aborted), ct);
}
