using System.Security.Claims;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Auth;
using Microsoft.Extensions.Configuration;

namespace IncidentGraph.Server.Tests.Auth;

public sealed class TokenIdentityTests
{
    [Theory]
    [InlineData("viewer", UserRole.Viewer)]
    [InlineData("Responder", UserRole.Responder)]
    [InlineData("PUBLISHER", UserRole.Publisher)]
    [InlineData("admin", UserRole.Admin)]
    [InlineData("gardener", UserRole.Viewer)]
    [InlineData("3", UserRole.Viewer)]
    public void A_role_goes_by_its_own_name_and_an_unknown_one_is_a_viewer(string value, UserRole expected)
    {
        Assert.Equal(expected, Read(new(), ("roles", value)).Role);
        Assert.Equal(expected, Read(new(), ("role", value)).Role);
    }

    [Fact]
    public void Of_several_roles_the_highest_counts() =>
        Assert.Equal(UserRole.Publisher, Read(new(), ("roles", "viewer"), ("roles", "publisher"), ("role", "responder")).Role);

    [Fact]
    public void Without_a_role_the_configured_default_counts() =>
        Assert.Equal(UserRole.Responder, Read(Configured(("Auth:DefaultRole", "Responder"))).Role);

    [Fact]
    public void Claims_and_values_of_roles_come_from_configuration_and_then_the_own_names_mean_nothing()
    {
        var options = Configured(
            ("Auth:RoleClaims:0", "groups"), ("Auth:Roles:Admin:0", "sre-leads"), ("Auth:Roles:Responder:0", "sre"), ("Auth:Roles:Responder:1", "on-call"));

        Assert.Equal(UserRole.Admin, Read(options, ("groups", "sre-leads")).Role);
        Assert.Equal(UserRole.Responder, Read(options, ("groups", "on-call")).Role);
        Assert.Equal(UserRole.Viewer, Read(options, ("groups", "admin")).Role);
        Assert.Equal(UserRole.Viewer, Read(options, ("roles", "sre-leads")).Role);
    }

    [Fact]
    public void Roles_are_found_inside_a_json_claim()
    {
        var options = Configured(("Auth:RoleClaims:0", "realm_access.roles"));

        Assert.Equal(UserRole.Admin, Read(options, ("realm_access", """{"roles":["offline","admin"]}""")).Role);
        Assert.Equal(UserRole.Viewer, Read(options, ("realm_access", """{"roles":{"admin":true}}""")).Role);
        Assert.Equal(UserRole.Viewer, Read(options, ("realm_access", "not json")).Role);
    }

    [Theory]
    [InlineData("true", "ada@xyz.example")]
    [InlineData("1", "ada@xyz.example")]
    [InlineData("false", null)]
    [InlineData(null, null)]
    public void An_address_counts_only_when_it_is_verified(string? verified, string? expected)
    {
        var claims = new List<(string, string)> { ("email", "ada@xyz.example") };
        if (verified is not null)
            claims.Add(("email_verified", verified));

        var identity = Read(new(), [.. claims]);

        Assert.Equal(expected, identity.Email);
        Assert.Equal(expected, identity.InvitedAs);
    }

    [Fact]
    public void Another_claim_than_the_address_may_claim_the_invited() =>
        Assert.Equal("ada@corp.example", Read(Configured(("Auth:InviteClaim", "upn")), ("upn", "ada@corp.example"), ("email", "x@y.example")).InvitedAs);

    [Theory]
    [InlineData("Ada.Okafor", null, null, "ada.okafor")]
    [InlineData(null, "ravi.patel@xyz.example", "Ravi", "ravi.patel")]
    [InlineData(null, null, "Vera  Lindqvist!", "vera.lindqvist")]
    [InlineData("--", null, "日本", "user")]
    [InlineData(null, null, null, "user")]
    public void A_handle_comes_from_the_user_name_the_address_or_the_full_name(string? preferred, string? email, string? name, string expected)
    {
        var claims = new[] { ("preferred_username", preferred), ("email", email), ("email_verified", "true"), ("name", name) };

        Assert.Equal(expected, Read(new(), [.. claims.Where(claim => claim.Item2 is not null).Select(claim => (claim.Item1, claim.Item2!))]).Handle);
    }

    [Theory]
    [InlineData("Ada\r\nOkafor\u001b", "Ada  Okafor")]
    [InlineData("\u200b\u2060", "ada.okafor")]
    public void A_name_is_shown_on_one_line_and_never_blank(string name, string expected) =>
        Assert.Equal(expected, Read(new(), ("name", name), ("preferred_username", "ada.okafor")).DisplayName);

    [Fact]
    public void A_token_without_issuer_or_subject_names_nobody()
    {
        Assert.Null(TokenIdentity.Read(Principal(("iss", "i"), ("name", "Ada")), new AuthOptions()));
        Assert.Null(TokenIdentity.Read(Principal(("sub", "s"), ("name", "Ada")), new AuthOptions()));
        Assert.Null(TokenIdentity.Read(Principal(("iss", "i"), ("sub", " ")), new AuthOptions()));
    }

    private static TokenIdentity Read(AuthOptions options, params (string, string)[] claims) =>
        TokenIdentity.Read(Principal([.. claims, ("iss", "https://id.example"), ("sub", "s-1")]), options)!;

    private static ClaimsPrincipal Principal(params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Type, claim.Value)), "test"));

    private static AuthOptions Configured(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build()
            .GetSection("Auth")
            .Get<AuthOptions>()!;
}
