using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Incidents;
using IncidentGraph.Server.Loading;
using IncidentGraph.Server.People;
using IncidentGraph.Server.Postmortems;

namespace IncidentGraph.Server.FollowUps;

[ExtendObjectType("FollowUp")]
public static class FollowUpFields
{
    public static Deferred<PostmortemView> Postmortem(FollowUpView followUp, PostmortemLoader postmortems) =>
        postmortems.LoadSeen(followUp.PostmortemId);

    public static Deferred<IncidentView> Incident(FollowUpView followUp, IncidentLoader incidents) => incidents.LoadSeen(followUp.PostmortemId);

    public static Deferred<string?> Description(FollowUpView followUp, FollowUpTextLoader texts) => texts.Load(followUp.Id);

    public static Deferred<ActorView?> Owner(FollowUpView followUp, ActorLoader actors) => actors.LoadOrNull(followUp.OwnerId);

    public static bool IsOverdue(FollowUpView followUp, TimeProvider clock) =>
        FollowUp.IsOverdue(followUp.Status, followUp.DueAt, clock.GetUtcNow());

    public static IReadOnlyList<FollowUpTransition> AvailableTransitions(FollowUpView followUp, CurrentCaller caller) =>
        FollowUpTransitions.For(followUp.Status, caller.Known);
}
