using IncidentGraph.Data;
using IncidentGraph.Server.Telemetry;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Telemetry;

/// <summary>What opens a door is told to nobody, even where everything is logged and traced.</summary>
public sealed class SecretsTests
{
    private const string Ticket = "mutation { createStreamTicket(input: {}) { ticket } }";
    private const string Key = """mutation { createApiKey(input: { name: "Relay", scopes: [READ] }) { secret } }""";

    [Fact]
    public async Task Tickets_keys_tokens_and_variables_are_in_no_log_span_or_metric()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var collector = await Collector.StartAsync(OtlpProtocol.HttpProtobuf);
        await using var server = await ServerProcess.Start(database.Options,
        [
            ("Telemetry:OtlpEndpoint", collector.Address),
            ("Telemetry:OtlpProtocol", "HttpProtobuf"),
            ("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "true"),
            ("Logging:LogLevel:Microsoft", "Debug"),
            ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"),
            ("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Trace"),
            ("Logging:Console:LogLevel:Microsoft.AspNetCore", "Trace"),
            ("Logging:OpenTelemetry:LogLevel:Default", "Trace"),
            .. Work.Settings,
        ]);
        var admin = server.As("ada", Persona.Admin);
        var secrets = await Use(server, admin);
        var metrics = await Exposition.Scrape(server.Http, Work.Token);

        server.Terminate();
        var (_, output, error) = await server.Ended();

        Assert.Contains("Microsoft.AspNetCore.Routing", output, StringComparison.Ordinal); // so much is logged
        Assert.All([.. secrets, Work.Token], secret =>
            Assert.All([output, error, collector.Text, metrics.Text], told => Assert.DoesNotContain(secret, told, StringComparison.Ordinal)));
    }

    /// <summary>Each where it is meant to be sent, and where it is not.</summary>
    private static async Task<IReadOnlyList<string>> Use(ServerProcess server, GraphQLClient admin)
    {
        const string Variable = "sent-as-a-variable";
        var ticket = (await admin.Query(Ticket)).GetProperty("createStreamTicket").Text("ticket");
        var key = (await admin.Query(Key)).GetProperty("createApiKey").Text("secret");
        var address = $"/graphql?query={Uri.EscapeDataString(Documents.Events)}&ticket={ticket}";
        await using (var events = await LiveEvents.OpenAddress(server.Http, address))
            await events.StartId();
        await using (var socket = await LiveSocket.Open(server.Address, admin.Token))
            await socket.Query("{ viewer { roles } }");
        await new GraphQLClient(server.Http, key).Query("query($text: String!) { incidents(where: { title: { eq: $text } }) { totalCount } }", new { text = Variable });
        foreach (var path in new[] { "/health/ready", "/graphql/ui/", "/nowhere", "/metrics" })
            await server.Http.GetAsync($"{path}?ticket={ticket}&access_token={admin.Token}&key={key}");
        await new GraphQLClient(server.Http, $"{key}x").Send("{ __typename }");
        await new GraphQLClient(server.Http, $"{admin.Token}x").Send("{ __typename }");
        return [ticket, key, admin.Token!, Variable]; // given to As
    }
}
