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

    public static bool IsActive(ApiKeyView key, TimeProvider clock) =>
        key.RevokedAt is null && (key.ExpiresAt is not { } end || clock.NowMoment() < end);
}
