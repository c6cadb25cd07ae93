using System.Net.Http.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace IncidentGraph.Server.Tests.Proxies;

/// <summary>Whose address a request that came through a proxy has: seen by whose budget it spends.</summary>
public sealed class ProxyTests
{
    private static readonly (string Key, string? Value)[] _smallBudget = [("GraphQL:CostBudget", "1"), ("GraphQL:CostRestoreRate", "1")];

    /// <summary>However long a request takes, no budget is restored meanwhile.</summary>
    private static readonly FakeTimeProvider _stopped = new(TimeProvider.System.GetUtcNow());

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.0/8")]
    public async Task Clients_behind_a_trusted_proxy_have_a_budget_each(string proxy)
    {
        await using var server = await TestServer.StartAsync(DatabaseProvider.Sqlite, _stopped, [.. _smallBudget, ("Proxies:Trusted:0", proxy)]);

        Assert.Null(await AskAsync(server, "192.0.2.1"));
        Assert.Null(await AskAsync(server, "192.0.2.2"));
        Assert.Equal("RATE_LIMIT", await AskAsync(server, "192.0.2.3", "192.0.2.2"));
    }

    [Fact]
    public async Task What_somebody_else_says_of_addresses_is_not_believed()
    {
        await using var server = await TestServer.StartAsync(DatabaseProvider.Sqlite, _stopped, _smallBudget);

        Assert.Null(await AskAsync(server, "192.0.2.1"));
        Assert.Equal("RATE_LIMIT", await AskAsync(server, "192.0.2.2"));
    }

    /// <summary>The code of the refusal; null if there is none. The last address is the one that the proxy itself saw.</summary>
    private static async Task<string?> AskAsync(TestServer server, params string[] forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = "{ __typename }" }) };
        request.Headers.Add("X-Forwarded-For", string.Join(", ", forwardedFor));
        using var response = await server.Http.SendAsync(request);
        var answer = new Answer(response.StatusCode, await response.Content.ReadAsStringAsync());
        return answer.Body.TryGetProperty("data", out _) ? null : answer.RefusalCode;
    }
}
