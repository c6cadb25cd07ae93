using System.Net;
using System.Text.Json;
using IncidentGraph.Server.Auth.Development;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IncidentGraph.Server.Tests.Auth;

public sealed class DemoPeopleTests
{
    [Theory]
    [InlineData("viewer", "vera.lindqvist")]
    [InlineData("responder", "ravi.patel")]
    [InlineData("publisher", "paula.mendes")]
    [InlineData("admin", "ada.okafor")]
    public async Task A_demonstration_token_opens_the_door_for_the_person_of_its_role(string role, string subject)
    {
        await using var door = await Door.DevelopmentAsync();

        var token = await door.Client.GetStringAsync($"/demo/token?role={role}");
        using var answer = await door.Client.SendAsync(TestTokens.Request("/whoami", token));

        Assert.Equal(subject, await answer.Content.ReadAsStringAsync());
        var claims = new JsonWebToken(token);
        Assert.Equal(role, claims.GetClaim("roles").Value);
        Assert.Equal(TimeSpan.FromDays(7), claims.ValidTo - claims.IssuedAt);
    }

    [Fact]
    public async Task A_demonstration_token_comes_as_json_too()
    {
        await using var door = await Door.DevelopmentAsync();

        var json = JsonDocument.Parse(await door.Client.GetStringAsync("/demo/token?role=Responder&format=json")).RootElement;

        Assert.Equal("Ravi Patel", json.GetProperty("name").GetString());
        Assert.Equal("ravi.patel", new JsonWebToken(json.GetProperty("token").GetString()).Subject);
    }

    [Theory]
    [InlineData("/demo/token")]
    [InlineData("/demo/token?role=")]
    [InlineData("/demo/token?role=3")]
    [InlineData("/demo/token?role=root")]
    public async Task An_unknown_role_is_answered_with_those_there_are(string path)
    {
        await using var door = await Door.DevelopmentAsync();

        using var answer = await door.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("viewer, responder, publisher, admin", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("x-forwarded-host", "status.xyz.example")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("Host", "rebound.example")]
    public async Task What_was_forwarded_or_addressed_to_another_name_is_not_this_machine(string header, string value)
    {
        await using var door = await Door.DevelopmentAsync();

        Assert.Equal("nobody", await (await SendAsync("/whoami")).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync("/demo/token?role=admin")).StatusCode);

        Task<HttpResponseMessage> SendAsync(string path)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add(header, value);
            return door.Client.SendAsync(request);
        }
    }

    [Fact]
    public async Task From_another_machine_there_is_no_demo_viewer_and_no_demonstration_token()
    {
        await using var door = await Door.OpenAsync("Development", [], from: IPAddress.Parse("192.0.2.7"));

        Assert.Equal("nobody", await door.Client.GetStringAsync("/whoami"));
        using var answer = await door.Client.GetAsync("/demo/token?role=admin");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Outside_Development_none_of_it_exists(string environment)
    {
        await using var door = await Door.OpenAsync(environment, TestTokens.Settings);

        Assert.Equal("nobody", await door.Client.GetStringAsync("/whoami"));
        using var answer = await door.Client.GetAsync("/demo/token?role=viewer");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.False(File.Exists(door.KeyFile));
        Assert.DoesNotContain(door.Journal.Lines, line => line.Contains("eyJ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_banner_prints_addresses_and_a_token_that_works_for_each_role()
    {
        await using var door = await Door.DevelopmentAsync();

        var banner = Assert.Single(door.Journal.Lines, line => line.Contains("IncidentGraph is listening", StringComparison.Ordinal));

        Assert.Contains($"{door.Address.GetLeftPart(UriPartial.Authority)}/graphql/ui/", banner);
        var tokens = banner.Split(['\n', ' '], StringSplitOptions.TrimEntries).Where(word => word.StartsWith("eyJ", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, tokens.Count);
        foreach (var token in tokens)
        {
            using var answer = await door.Client.SendAsync(TestTokens.Request("/whoami", token));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public void A_key_outlives_restarts_and_a_damaged_one_is_not_replaced_silently()
    {
        var folder = Directory.CreateTempSubdirectory("incidentgraph-key-").FullName;
        var first = new DevSigningKey(folder).Value.Key;
        Assert.Equal(first, new DevSigningKey(folder).Value.Key);

        var path = Path.Combine(folder, DevSigningKey.FileName);
        File.WriteAllText(path, "short");
        var error = Assert.Throws<InvalidOperationException>(() => new DevSigningKey(folder).Value);
        Assert.Contains(path, error.Message);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Starting_many_at_once_makes_one_key()
    {
        var folder = Directory.CreateTempSubdirectory("incidentgraph-key-").FullName;

        var keys = Enumerable.Range(0, 16).AsParallel().WithDegreeOfParallelism(16)
            .Select(_ => Convert.ToBase64String(new DevSigningKey(folder).Value.Key)).Distinct().ToList();

        Assert.Single(keys);
        Assert.Equal([DevSigningKey.FileName], Directory.GetFiles(folder).Select(Path.GetFileName));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_token_says_when_it_stops_working()
    {
        var folder = Directory.CreateTempSubdirectory("incidentgraph-key-").FullName;
        var now = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

        var (token, expiresAt) = new DemoTokens(new DevSigningKey(folder), new FakeTimeProvider(now)).For(DemoPerson.All[0]);

        Assert.Equal(now.AddDays(7), expiresAt);
        Assert.Equal(expiresAt.UtcDateTime, new JsonWebToken(token).ValidTo);
        Directory.Delete(folder, recursive: true);
    }
}
