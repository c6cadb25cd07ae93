using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Server.Mutations;
using IncidentGraph.Server.Nodes;

namespace IncidentGraph.Server.FollowUps;

/// <summary>What one command on a follow-up has at hand: the postmortem that carries it out, and whose it is.</summary>
internal sealed record FollowUpWork(Work Work, Incident Incident, Postmortem Postmortem, CancellationToken Aborted)
{
    public Act Act => Work.Act;
}

/// <summary>The frame of every command on a follow-up: find its postmortem, check that one's version, let it decide.</summary>
internal static class FollowUpCommands
{
    public static EntityRef Ref(long followUpId) => EntityRef.Of("FollowUp", followUpId);

    /// <summary>On one that there is. Its postmortem finds it again, as it found it here.</summary>
    public static Func<Work, CancellationToken, Task<Decision>> On(
        ITargetInput input, Func<FollowUpWork, long, Task<Decision>> decide) => async (work, ct) =>
        {
            var id = GlobalId.NumberOf("FollowUp", input.Id) ?? KeyText.NoNumber;
            return await work.PostmortemOfAsync(id, ct) is { } key && await FindAsync(work, key, ct) is { } found
                ? Conflict(input.ExpectedVersion, found) ?? await decide(found, id)
                : Decisions.NotFound("follow-up", "id");
        };

    public static Func<Work, CancellationToken, Task<Decision>> On(
        ITargetInput input, Func<FollowUpWork, long, IReadOnlyList<DomainError>> decide) =>
        On(input, (at, id) => Task.FromResult(Decisions.Of(decide(at, id), Ref(id))));

    /// <summary>On the postmortem that is to get one, by its id or its incident's number.</summary>
    public static Func<Work, CancellationToken, Task<Decision>> OnPostmortem(
        AddFollowUpInput input, Func<FollowUpWork, Task<Decision>> decide) => async (work, ct) =>
            await FindAsync(work, GlobalId.NumberOf("Postmortem", input.PostmortemId) ?? KeyText.Number(input.PostmortemId), ct) is { } found
                ? Conflict(input.ExpectedVersion, found) ?? await decide(found)
                : Decisions.NotFound("postmortem", "postmortemId");

    private static async Task<FollowUpWork?> FindAsync(Work work, long key, CancellationToken ct) =>
        await work.FindReviewAsync(key, ct) is var (incident, postmortem) ? new FollowUpWork(work, incident, postmortem, ct) : null;

    private static Decision? Conflict(int? expected, FollowUpWork found) =>
        Decisions.Conflict(expected, found.Postmortem.Version, found.Postmortem.Ref());
}
