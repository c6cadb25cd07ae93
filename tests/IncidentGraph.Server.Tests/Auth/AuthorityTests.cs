using System.Net;

namespace IncidentGraph.Server.Tests.Auth;

public sealed class AuthorityTests
{
    [Fact]
    public async Task A_token_that_the_authority_signed_is_let_in_and_one_for_others_is_not()
    {
        await using var authority = await Authority.OpenAsync();
        await using var door = await Door.ProductionAsync(authority.Settings);

        Assert.Equal("ada", await WhoAsync(door, authority.Mint("ada")));
        Assert.Null(await WhoAsync(door, authority.Mint("ada", audience: "another-application")));
        Assert.Null(await WhoAsync(door, authority.Mint("ada", issuer: "https://elsewhere.example")));
        Assert.Null(await WhoAsync(door, TestTokens.Mint("ada")));
    }

    [Fact]
    public async Task A_key_that_the_authority_does_not_publish_opens_nothing()
    {
        await using var authority = await Authority.OpenAsync();
        await using var door = await Door.ProductionAsync(authority.Settings);

        authority.SignWithUnpublishedKey();

        Assert.Null(await WhoAsync(door, authority.Mint("ada")));
    }

    [Fact]
    public async Task While_the_authority_is_away_nobody_new_is_let_in_and_anonymous_callers_notice_nothing()
    {
        var authority = await Authority.OpenAsync();
        await using var door = await Door.ProductionAsync(authority.Settings);
        var token = authority.Mint("ada");

        await authority.DisposeAsync();

        Assert.Null(await WhoAsync(door, token));
        Assert.Equal("nobody", await door.Client.GetStringAsync("/whoami"));
    }

    /// <summary>Null for a token that is refused.</summary>
    private static async Task<string?> WhoAsync(Door door, string token)
    {
        using var answer = await door.Client.SendAsync(TestTokens.Request("/whoami", token));
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
            return null;

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }
}
