using IncidentGraph.Data.Commits;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Server.Mutations;

namespace IncidentGraph.Server.Postmortems;

/// <summary>What one command on a postmortem has at hand.</summary>
internal sealed record PostmortemWork(Work Work, Incident Incident, Postmortem Postmortem, CancellationToken Aborted)
{
    public Act Act => Work.Act;
}

/// <summary>The frame of every command on one postmortem: find it, check the version, let it decide, name it in the answer.</summary>
internal static class PostmortemCommands
{
    public static Func<Work, CancellationToken, Task<Decision>> On(
        ITargetInput input, Func<PostmortemWork, Task<Decision>> decide) => async (work, ct) =>
        {
            if (await work.FindPostmortemAsync(input.Id, ct) is not ({ } incident, { } postmortem))
                return Decisions.NotFound("postmortem", "id");
            if (Decisions.Conflict(input.ExpectedVersion, postmortem.Version, postmortem.Ref()) is { } conflict)
                return conflict;
            return await decide(new PostmortemWork(work, incident, postmortem, ct));
        };

    public static Func<Work, CancellationToken, Task<Decision>> On(
        ITargetInput input, Func<PostmortemWork, IReadOnlyList<DomainError>> decide) =>
        On(input, at => Task.FromResult(Decisions.Of(decide(at), at.Postmortem.Ref())));
}
