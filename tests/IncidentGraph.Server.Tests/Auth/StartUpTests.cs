using Microsoft.Extensions.Options;

namespace IncidentGraph.Server.Tests.Auth;

public sealed class StartUpTests
{
    private const string Bearer = "Authentication:Schemes:Bearer";

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Without_an_authority_or_signing_keys_the_start_fails_and_names_what_to_set(string environment)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => Door.OpenAsync(environment, []));

        Assert.Contains($"{Bearer}:Authority", error.Message);
        Assert.Contains($"{Bearer}:SigningKeys", error.Message);
        Assert.Contains($"{Bearer}:ValidAudiences", error.Message);
    }

    [Fact]
    public async Task An_authority_without_an_audience_would_trust_tokens_made_for_others_and_is_refused()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(
            () => Door.ProductionAsync(($"{Bearer}:Authority", "https://id.xyz.example")));

        Assert.Contains($"{Bearer}:ValidAudiences", error.Message);
    }

    [Fact]
    public async Task Signing_keys_without_an_issuer_are_refused()
    {
        var settings = TestTokens.Settings.Where(setting => !setting.Key.EndsWith("ValidIssuer", StringComparison.Ordinal));

        await Assert.ThrowsAsync<OptionsValidationException>(() => Door.ProductionAsync([.. settings]));
    }

    [Fact]
    public async Task An_authority_with_an_audience_starts_without_asking_it_anything()
    {
        await using var door = await Door.ProductionAsync(
            ($"{Bearer}:Authority", "https://id.xyz.example"), ($"{Bearer}:ValidAudience", "incidentgraph"));

        Assert.Equal("nobody", await door.Client.GetStringAsync("/whoami"));
    }

    [Fact]
    public async Task Development_starts_with_nothing_set_and_keeps_its_key_to_its_owner()
    {
        await using var door = await Door.DevelopmentAsync();

        Assert.Equal("demo-viewer", await door.Client.GetStringAsync("/whoami"));
        _ = await door.Client.GetStringAsync("/demo/token?role=viewer");
        Assert.True(File.Exists(door.KeyFile));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(door.KeyFile));
    }
}
