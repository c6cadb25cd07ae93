using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.People;

public sealed class UserTests
{
    private readonly World _world = new();

    [Fact]
    public void An_invited_user_is_claimed_once()
    {
        var user = Accepted(User.Invite(_world.By(_world.Ada), 31, new() { Handle = "grace", DisplayName = "Grace", Email = "grace@example.org" }));
        Assert.True(user.IsInvited);
        Assert.Equal("Ada Okafor invited Grace.", Assert.Single(_world.Last.Events).Summary);

        Accepted(user.Claim(_world.By(Caller.System), "https://id.example.org", "abc"));
        Assert.Equal(("https://id.example.org", "abc", 2, false), (user.Issuer, user.Subject, user.Version, user.IsInvited));
        Assert.Equal((EventType.UserJoined, 31L), (_world.Last.Events[0].Type, _world.Last.Events[0].ActorId));
        Refused<AlreadyExistsError>(user.Claim(_world.By(Caller.System), "https://id.example.org", "other"));
        Assert.Equal("abc", user.Subject);
    }

    [Fact]
    public void Only_admins_invite()
        => Refused<NotAllowedError>(User.Invite(_world.By(_world.Paula), 31, new() { Handle = "grace", DisplayName = "Grace" }).Errors);

    [Fact]
    public void Whoever_joins_is_the_actor_of_their_own_event()
    {
        var user = Accepted(User.Join(_world.By(Caller.System), 31, new()
        {
            Issuer = "https://id.example.org",
            Subject = "abc",
            Handle = "grace",
            DisplayName = "Grace",
        }));

        Assert.False(user.IsInvited);
        Assert.Equal((31L, "Grace joined."), (_world.Last.Events[0].ActorId, _world.Last.Events[0].Summary));
    }

    [Theory]
    [InlineData("Grace")]
    [InlineData("grace hopper")]
    [InlineData("grace@example.org")]
    [InlineData("")]
    public void A_handle_is_lower_case_letters_digits_and_few_marks(string handle)
        => Assert.Equal(["handle"], Refused<ValidationError>(User.Invite(_world.By(_world.Ada), 31, new() { Handle = handle, DisplayName = "G" }).Errors).Field!);

    [Theory]
    [InlineData("ada", "Ada", null, null)]
    [InlineData("ada.okafor", null, "Ada.Okafor@example.org", null)]
    [InlineData("ada.okafor", "", " ", "Ada Okafor")]
    [InlineData("jose", "José", null, null)]
    [InlineData("lukasz.zak", null, null, "Łukasz Žák")]
    [InlineData("user", "名前", null, null)]
    [InlineData("user", null, null, null)]
    public void A_handle_is_derived_from_the_first_claim_that_yields_one(string expected, string? preferred, string? email, string? name)
    {
        var handle = Handles.From(preferred, email, name);

        Assert.Equal(expected, handle);
        Assert.True(TextRules.IsHandle(handle));
    }

    [Fact]
    public void A_suffix_fits_the_length_of_a_handle()
    {
        Assert.Equal("ada-2", Handles.WithSuffix("ada", 2));
        Assert.Equal(new string('a', 60) + "-12", Handles.WithSuffix(new('a', 63), 12));
    }
}
