using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mutations;
using static IncidentGraph.Server.Postmortems.PostmortemCommands;

namespace IncidentGraph.Server.Postmortems;

/// <summary>Translates each step of the lifecycle; the postmortem decides.</summary>
[MutationType]
public sealed class PostmortemMutations(CallerCommands commands)
{
    public Task<MutationPayload> SubmitPostmortemAsync(SubmitPostmortemInput input, CancellationToken ct) =>
        commands.RunAsync(input, On(input, at => at.Postmortem.Submit(at.Act, at.Incident)), ct);

    public Task<MutationPayload> ReturnPostmortemAsync(ReturnPostmortemInput input, CancellationToken ct) =>
        commands.RunAsync(
            input,
            On(input, async at => Decisions.Of(
                at.Postmortem.Return(at.Act, at.Incident, await at.Work.CatalogAsync(at.Aborted), input.Reason), at.Postmortem.Ref())),
            ct);

    public Task<MutationPayload> ApprovePostmortemAsync(ApprovePostmortemInput input, CancellationToken ct) =>
        commands.RunAsync(input, On(input, at => at.Postmortem.Approve(at.Act, at.Incident)), ct);

    public Task<MutationPayload> PublishPostmortemAsync(PublishPostmortemInput input, CancellationToken ct) =>
        commands.RunAsync(input, On(input, at => at.Postmortem.Publish(at.Act, at.Incident)), ct);

    public Task<MutationPayload> ClosePostmortemAsync(ClosePostmortemInput input, CancellationToken ct) =>
        commands.RunAsync(input, On(input, at => at.Postmortem.Close(at.Act, at.Incident)), ct);
}
