using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mutations;
using Mapster;
using static IncidentGraph.Server.FollowUps.FollowUpCommands;

namespace IncidentGraph.Server.FollowUps;

/// <summary>Translates each mutation on a follow-up; its postmortem decides.</summary>
[MutationType]
public sealed class FollowUpMutations(CallerCommands commands)
{
    public Task<MutationPayload> AddFollowUpAsync(AddFollowUpInput input, CancellationToken ct) =>
        commands.RunAsync(input, OnPostmortem(input, at => AddAsync(at, input, at.Aborted)), ct);

    public Task<MutationPayload> UpdateFollowUpAsync(UpdateFollowUpInput input, CancellationToken ct) =>
        commands.RunAsync(input, On(input, (at, id) => UpdateAsync(at, id, input, at.Aborted)), ct);

    public Task<MutationPayload> StartFollowUpAsync(StartFollowUpInput input, CancellationToken ct) => commands.RunAsync(
        input, On(input, (at, id) => at.Postmortem.StartFollowUp(at.Act, at.Incident, id)), ct);

    public Task<MutationPayload> CompleteFollowUpAsync(CompleteFollowUpInput input, CancellationToken ct) => commands.RunAsync(
        input, On(input, (at, id) => at.Postmortem.CompleteFollowUp(at.Act, at.Incident, id)), ct);

    public Task<MutationPayload> VerifyFollowUpAsync(VerifyFollowUpInput input, CancellationToken ct) => commands.RunAsync(
        input, On(input, (at, id) => at.Postmortem.VerifyFollowUp(at.Act, at.Incident, id)), ct);

    public Task<MutationPayload> DropFollowUpAsync(DropFollowUpInput input, CancellationToken ct) => commands.RunAsync(
        input, On(input, (at, id) => at.Postmortem.DropFollowUp(at.Act, at.Incident, id, input.Reason)), ct);

    private static async Task<Decision> AddAsync(FollowUpWork at, AddFollowUpInput input, CancellationToken ct)
    {
        var owner = input.OwnerId is null ? null : await at.Work.FindUserAsync(input.OwnerId, ct);
        if (input.OwnerId is not null && owner is null)
            return Decisions.NotFound("user", "ownerId");
        var id = await at.Work.NextAsync(Counter.FollowUp, ct);
        var command = input.Adapt<AddFollowUp>(FollowUpMaps.Config) with { Owner = owner };
        return Decisions.Of(at.Postmortem.AddFollowUp(at.Act, at.Incident, id, command), Ref(id));
    }

    private static async Task<Decision> UpdateAsync(FollowUpWork at, long id, UpdateFollowUpInput input, CancellationToken ct)
    {
        User? owner = null;
        if (input.OwnerId.Value is { } ownerId && (owner = await at.Work.FindUserAsync(ownerId, ct)) is null)
            return Decisions.NotFound("user", "ownerId");
        var command = input.Adapt<UpdateFollowUp>(FollowUpMaps.Config) with
        {
            Owner = input.OwnerId.IsSet ? new Change<User?>(owner) : default,
        };
        return Decisions.Of(at.Postmortem.UpdateFollowUp(at.Act, at.Incident, id, command), Ref(id));
    }
}
