using static IncidentGraph.Domain.Postmortems.FollowUpStatus;

namespace IncidentGraph.Domain.Postmortems;

/// <summary>One row of the lifecycle; responders take every step, and nothing guards it but the status.</summary>
public sealed record FollowUpStep(
    FollowUpAction Action, IReadOnlyList<FollowUpStatus> From, FollowUpStatus To, string Mutation, IReadOnlyList<string> RequiredInput);

/// <summary>The lifecycle as a table. What is done but does not stand up to verification is started again.</summary>
public static class FollowUpLifecycle
{
    public static IReadOnlyList<FollowUpStep> Steps { get; } =
    [
        new(FollowUpAction.Start, [Open, Done], InProgress, "startFollowUp", []),
        new(FollowUpAction.Complete, [Open, InProgress], Done, "completeFollowUp", []),
        new(FollowUpAction.Verify, [Done], Verified, "verifyFollowUp", []),
        new(FollowUpAction.Drop, [Open, InProgress, Done], WontDo, "dropFollowUp", ["reason"]),
    ];

    public static FollowUpStep Of(FollowUpAction action) => Steps[(int)action];

    /// <summary>Nothing is left to do, and nothing changes any more.</summary>
    public static bool IsFinished(FollowUpStatus status) => status is Verified or WontDo;

    /// <summary>The mutations of the lifecycle that work from a status.</summary>
    public static IReadOnlyList<string> From(FollowUpStatus status)
        => [.. Steps.Where(s => s.From.Contains(status)).Select(s => s.Mutation)];
}
