using IncidentGraph.Domain.People;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Engine;

namespace IncidentGraph.Server.People;

[QueryType]
public sealed class ViewerQueries(CurrentCaller caller)
{
    public ViewerView? Viewer() => caller.Caller is { } known ? new ViewerView(known, caller.ExpiresAt) : null;
}

[ObjectType("Viewer")]
public sealed record ViewerView(Caller Caller, DateTimeOffset? ExpiresAt)
{
    /// <summary>The token's role and all that it contains.</summary>
    public IReadOnlyList<UserRole> Roles => [.. Enum.GetValues<UserRole>().Where(Caller.Has)];

    /// <summary>Scopes belong to API keys; tokens of people are not limited by any.</summary>
    public IReadOnlyList<string> Scopes => [.. (Caller.Scopes ?? new HashSet<ApiKeyScope>()).Order().Select(scope => scope.ToEnumValue())];
}

[ExtendObjectType("Viewer")]
public static class ViewerFields
{
    public static Deferred<ActorView?> Actor(ViewerView viewer, ActorLoader actors) => actors.Load(viewer.Caller.ActorId);

    public static Deferred<UserView?> User(ViewerView viewer, ActorLoader actors) =>
        actors.Load(viewer.Caller.ActorId).Then(a => a as UserView);

    public static IReadOnlyList<string> Mutations(ViewerView viewer, PermittedMutations permitted) => permitted.For(viewer.Caller);
}
