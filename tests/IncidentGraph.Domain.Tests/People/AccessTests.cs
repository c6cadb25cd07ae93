using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.People;

public sealed class AccessTests
{
    private readonly World _world = new();

    [Fact]
    public void Revoking_tokens_refuses_those_of_the_present_second_and_before_and_none_of_later()
    {
        var user = UserOf(_world.Ravi);
        _world.Now = _world.Now.AddMilliseconds(400);

        Accepted(user.RevokeTokens(_world.By(_world.Ada), "Lost a laptop"));

        var second = DateTimeOffset.FromUnixTimeSeconds(_world.Now.ToUnixTimeSeconds());
        Assert.Equal((second.AddSeconds(1), 2), (user.NotBefore, user.Version));
        Assert.Equal((false, true, false), (Admits(user, second), Admits(user, second.AddSeconds(1)), Admits(user, null)));
        var happened = Assert.Single(_world.Last.Events);
        Assert.Equal(new UserTokensRevoked(user.Id, second.AddSeconds(1), "Lost a laptop"), happened.Payload);
        Assert.Equal("Ada Okafor revoked the tokens of Ravi Patel: Lost a laptop.", happened.Summary);
    }

    [Fact]
    public void Everybody_revokes_their_own_tokens_and_only_admins_in_person_those_of_others()
    {
        Accepted(UserOf(_world.Vera).RevokeTokens(_world.By(_world.Vera), "x"));
        Refused<NotAllowedError>(UserOf(_world.Vera).RevokeTokens(_world.By(_world.Paula), "x"));
        Refused<NotAllowedError>(UserOf(_world.Vera).RevokeTokens(_world.By(Caller.OfKey(40, "Relay", [ApiKeyScope.Admin])), "x"));
        Assert.Equal(["reason"], Refused<ValidationError>(UserOf(_world.Vera).RevokeTokens(_world.By(_world.Vera), " ")).Field!);
    }

    [Fact]
    public void Who_is_deactivated_is_told_once_and_comes_back_without_their_old_tokens()
    {
        var user = UserOf(_world.Ravi);
        Accepted(user.Deactivate(_world.By(_world.Ada), "Works elsewhere now"));
        Assert.Equal(new UserDeactivated(user.Id, "Works elsewhere now"), Assert.Single(_world.Last.Events).Payload);
        Assert.Equal((false, 2, false), (user.IsActive, user.Version, Admits(user, _world.Now.AddHours(1))));

        Accepted(user.Deactivate(_world.By(_world.Ada), "Again"));
        Assert.Empty(_world.Last.Events);
        _world.Now = _world.Now.AddMinutes(1);
        Accepted(user.Reactivate(_world.By(_world.Ada)));

        Assert.Equal(EventType.UserReactivated, Assert.Single(_world.Last.Events).Type);
        Assert.Equal((true, 3), (user.IsActive, user.Version));
        Assert.Equal((false, true), (Admits(user, _world.Now.AddMinutes(-1)), Admits(user, _world.Now)));
        Accepted(user.Reactivate(_world.By(_world.Ada)));
        Assert.Empty(_world.Last.Events);
    }

    [Fact]
    public void Admins_in_person_deactivate_others_and_never_themselves()
    {
        Assert.Equal(["userId"], Refused<ValidationError>(UserOf(_world.Ada).Deactivate(_world.By(_world.Ada), "x")).Field!);
        Refused<NotAllowedError>(UserOf(_world.Ravi).Deactivate(_world.By(_world.Paula), "x"));
        Refused<NotAllowedError>(UserOf(_world.Ravi).Deactivate(_world.By(Caller.OfKey(40, "Relay", [ApiKeyScope.Admin])), "x"));
        Refused<NotAllowedError>(UserOf(_world.Ravi).Reactivate(_world.By(_world.Paula)));
    }

    [Fact]
    public void Who_has_left_stays_in_a_team_and_does_not_enter_one()
    {
        var (gone, here) = (UserOf(_world.Ravi), UserOf(_world.Vera));
        var team = Accepted(Team.Define(_world.By(_world.Ada), 2, new() { Key = "ops", Name = "Ops", Members = Change.To<IReadOnlyList<User>?>([gone]) }, null));
        Accepted(gone.Deactivate(_world.By(_world.Ada), "x"));

        Accepted(Team.Define(_world.By(_world.Ada), 2, new() { Key = "ops", Name = "Ops", Members = Change.To<IReadOnlyList<User>?>([gone, here]) }, team));
        Assert.Equal(2, team.Members.Count);
        var refused = Team.Define(_world.By(_world.Ada), 3, new() { Key = "web", Name = "Web", Members = Change.To<IReadOnlyList<User>?>([here, gone]) }, null);
        Assert.Equal(["memberIds", "1"], Refused<ValidationError>(refused.Errors).Field!);
    }

    /// <summary>Clocks of servers differ, so that time may even go back between two commands; tokens say whole seconds.</summary>
    [Fact]
    public void No_order_of_issuing_revoking_and_deactivating_lets_a_withdrawn_token_in()
    {
        for (var seed = 1; seed <= 500; seed++)
        {
            var random = new Random(seed);
            var user = UserOf(_world.Ravi);
            var withdrawn = new List<DateTimeOffset?>();
            var issued = new List<DateTimeOffset?>();
            for (var step = 0; step < 40; step++)
            {
                _world.Now = _world.Now.AddMilliseconds(random.Next(-300, 900));
                var notBefore = user.NotBefore;
                switch (random.Next(5))
                {
                    case 0 or 1:
                        issued.Add(random.Next(8) == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(_world.Now.ToUnixTimeSeconds()));
                        break;
                    case 2:
                        Accepted(user.RevokeTokens(_world.By(_world.Ada), "x"));
                        withdrawn.AddRange(issued.Where(i => i is not { } at || at <= _world.Now));
                        break;
                    case 3:
                        var wasActive = user.IsActive;
                        Accepted(user.Deactivate(_world.By(_world.Ada), "x"));
                        withdrawn.AddRange(issued.Where(i => wasActive && (i is not { } at || at <= _world.Now)));
                        break;
                    default:
                        Accepted(user.Reactivate(_world.By(_world.Ada)));
                        break;
                }

                Assert.True(user.NotBefore >= notBefore || notBefore is null, $"Seed {seed}, step {step}: it moved back.");
                Assert.All(withdrawn, token => Assert.False(Admits(user, token), $"Seed {seed}, step {step}: {token:O} is let in."));
                Assert.Equal(user.IsActive, Admits(user, user.NotBefore ?? _world.Now));
            }
        }
    }

    private static bool Admits(User user, DateTimeOffset? issuedAt) => new Admission(user.IsActive, user.NotBefore).Admits(issuedAt);
}
