using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.People;

public sealed class ApiKeyTests
{
    private readonly World _world = new();

    [Theory]
    [InlineData(ApiKeyScope.Read, UserRole.Viewer, false)]
    [InlineData(ApiKeyScope.Declare, UserRole.Viewer, true)]
    [InlineData(ApiKeyScope.Respond, UserRole.Responder, true)]
    [InlineData(ApiKeyScope.Publish, UserRole.Publisher, true)]
    [InlineData(ApiKeyScope.Admin, UserRole.Admin, true)]
    public void Scopes_come_to_a_role_and_never_to_private_incidents_by_themselves(ApiKeyScope scope, UserRole role, bool mayChange)
    {
        var caller = Caller.OfKey(40, "Relay", [scope]);

        Assert.Equal((role, mayChange, false, false), (caller.Role, caller.MayChange, caller.SeesPrivate, caller.IsUser));
        Assert.Equal((role, mayChange, true), (caller.Role, caller.MayChange, Caller.OfKey(40, "Relay", [scope, ApiKeyScope.Private]).SeesPrivate));
    }

    [Fact]
    public void A_key_works_until_it_expires_to_the_second()
    {
        var key = Accepted(Create(_world.Ada, _world.Now.AddMinutes(1).AddMilliseconds(900)));

        Assert.Equal(_world.Now.AddMinutes(1), key.ExpiresAt);
        Assert.True(key.IsActive(_world.Now.AddMinutes(1).AddMilliseconds(-1)));
        Assert.False(key.IsActive(_world.Now.AddMinutes(1)));
        Assert.Equal(["expiresAt"], Refused<ValidationError>(Create(_world.Ada, _world.Now).Errors).Field!);
    }

    [Fact]
    public void A_key_is_revoked_once_and_for_good()
    {
        var key = Accepted(Create(_world.Ada, null));

        Accepted(key.Revoke(_world.By(_world.Ada), "Leaked"));
        Assert.Equal((false, 2, EventType.ApiKeyRevoked), (key.IsActive(_world.Now), key.Version, Assert.Single(_world.Last.Events).Type));
        Accepted(key.Revoke(_world.By(_world.Ada), "Again"));
        Assert.Empty(_world.Last.Events);
        Assert.Equal(2, key.Version);
    }

    [Fact]
    public void Only_admins_in_person_create_and_revoke()
    {
        var key = Accepted(Create(_world.Ada, null));

        foreach (var caller in new[] { _world.Paula, Caller.OfKey(41, "Strong", [ApiKeyScope.Admin]) })
        {
            Refused<NotAllowedError>(Create(caller, null).Errors);
            Refused<NotAllowedError>(key.Revoke(_world.By(caller), "Mine"));
        }

        Assert.True(key.IsActive(_world.Now));
    }

    private Decision<ApiKey> Create(Caller by, DateTimeOffset? expiresAt) => ApiKey.Create(_world.By(by), 40, new()
    {
        Name = "Relay",
        Scopes = [ApiKeyScope.Declare],
        ExpiresAt = expiresAt,
        Prefix = "igk_000000000000",
        SecretHash = new string('0', 64),
    });
}
