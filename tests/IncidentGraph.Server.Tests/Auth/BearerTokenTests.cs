using System.Net;
using System.Security.Cryptography;
using System.Text.Json;

namespace IncidentGraph.Server.Tests.Auth;

public sealed class BearerTokenTests
{
    public static TheoryData<string, string> BadTokens => new()
    {
        { TestTokens.Mint(validFor: TimeSpan.FromMinutes(-5)), "expired" },
        { TestTokens.Mint(key: RandomNumberGenerator.GetBytes(32)), "not valid" },
        { TestTokens.Mint(audience: "another-application"), "audience" },
        { TestTokens.Mint(issuer: "https://elsewhere.example"), "issuer" },
        { TestTokens.MintUnsigned(), "not valid" },
        { "rubbish", "not valid" },
        { string.Concat(TestTokens.Mint().AsSpan(0, 60), "AAAA"), "not valid" },
    };

    [Fact]
    public async Task A_token_of_a_configured_issuer_is_let_in()
    {
        await using var door = await Door.ProductionAsync(TestTokens.Settings);

        using var answer = await door.Client.SendAsync(TestTokens.Request("/whoami", TestTokens.Mint("ada")));

        Assert.Equal("ada", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Without_a_token_a_caller_is_anonymous()
    {
        await using var door = await Door.ProductionAsync(TestTokens.Settings);

        Assert.Equal("nobody", await door.Client.GetStringAsync("/whoami"));
    }

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task A_bad_token_is_refused_with_its_reason_in_Production_and_in_Development(string token, string reason)
    {
        await using var production = await Door.ProductionAsync(TestTokens.Settings);
        await using var development = await Door.DevelopmentAsync(TestTokens.Settings);

        foreach (var door in new[] { production, development })
        {
            using var answer = await door.Client.SendAsync(TestTokens.Request("/whoami", token));

            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Contains(answer.Headers.WwwAuthenticate, challenge => challenge.Scheme == "Bearer");
            var error = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("errors")[0];
            Assert.Equal("UNAUTHENTICATED", error.GetProperty("extensions").GetProperty("code").GetString());
            Assert.Contains(reason, error.GetProperty("message").GetString());
        }
    }

    [Fact]
    public async Task Credentials_of_another_kind_are_refused_rather_than_ignored()
    {
        await using var door = await Door.DevelopmentAsync();

        using var answer = await door.Client.SendAsync(TestTokens.Request("/whoami", "YTpi", scheme: "Basic"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_demonstration_token_is_worth_nothing_outside_Development()
    {
        await using var development = await Door.DevelopmentAsync();
        var token = await development.Client.GetStringAsync("/demo/token?role=admin");
        await using var production = await Door.OpenAsync("Production", TestTokens.Settings, folder: development.Folder);

        using var answer = await production.Client.SendAsync(TestTokens.Request("/whoami", token));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
