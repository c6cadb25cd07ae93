using IncidentGraph.Domain;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Loading;

namespace IncidentGraph.Server.People;

[ExtendObjectType("ApiKey")]
public static class ApiKeyFields
{
    public static Deferred<ActorView?> Automation(ApiKeyView key, ActorLoader actors) => actors.Load(key.Id);

    public static Deferred<ActorView?> CreatedBy(ApiKeyView key, ActorLoader actors) => actors.Load(key.CreatedById);

    public static Deferred<ActorView?> RevokedBy(ApiKeyView key, ActorLoader actors) => actors.LoadOrNull(key.RevokedById);

    public static Deferred<bool> IsActive(ApiKeyView key, ActorLoader actors, TimeProvider clock) => actors.Load(key.CreatedById).Then(maker =>
        key.RevokedAt is null && (key.ExpiresAt is not { } end || clock.NowMoment() < end) && maker is not UserView { IsActive: false });
}
