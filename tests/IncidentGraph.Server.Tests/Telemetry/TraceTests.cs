using System.Security.Cryptography;
using System.Text;
using IncidentGraph.Data;
using IncidentGraph.Server.Telemetry;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Telemetry;

/// <summary>What a collector is sent by the program. All of it has come when the program has ended.</summary>
public sealed class TraceTests
{
    private const string Search = "query Search { incidents(first: 1) { totalCount } }";
    private const string Declare = "mutation Declare($input: DeclareIncidentInput!) { declareIncident(input: $input) { cursor } }";

    private static readonly object _declaration = new { input = new { title = "No answer", severityId = "2", symptoms = new[] { "None" } } };

    [Theory]
    [InlineData(OtlpProtocol.Grpc)]
    [InlineData(OtlpProtocol.HttpProtobuf)]
    public async Task A_collector_gets_a_span_for_each_operation_metrics_and_logs(OtlpProtocol protocol)
    {
        var (spans, collector) = await Trace(protocol, async server =>
        {
            var client = server.As("ada", Persona.Responder);
            await client.Query(Search);
            await client.Query(Declare, _declaration);
        });

        var search = Assert.Single(spans, span => span.Name == "query Search");
        Assert.Equal(
            new() { ["graphql.operation.type"] = "query", ["graphql.operation.name"] = "Search", ["graphql.document.hash"] = Hash(Search) },
            search.Tags.Where(tag => tag.Key.StartsWith("graphql.", StringComparison.Ordinal)).ToDictionary());
        Assert.Equal("POST /graphql", spans.Single(span => span.Id == search.ParentId).Name);
        var declare = Assert.Single(spans, span => span.Name == "mutation Declare");
        Assert.Contains(spans, span => span.Name == "commit" && span.TraceId == declare.TraceId && span.ParentId == declare.Id);
        Assert.Contains("graphql.operation.duration", collector, StringComparison.Ordinal);
        Assert.Contains("incidentgraph.feed.lag", collector, StringComparison.Ordinal);
        Assert.Contains("Application is shutting down", collector, StringComparison.Ordinal); // a log
        Assert.DoesNotContain(spans, span => span.Tags.Values.Any(value => value.Contains("/health", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_operation_on_a_socket_is_a_trace_of_its_own_which_its_events_belong_to()
    {
        var (spans, _) = await Trace(OtlpProtocol.HttpProtobuf, async server =>
        {
            var client = server.As("ada", Persona.Responder);
            await using var socket = await LiveSocket.Open(server.Address, client.Token);
            var changes = await socket.Subscribe(Documents.Events.Replace("subscription(", "subscription Follow(", StringComparison.Ordinal));
            await socket.Query(Search);
            await client.Declare();
            await changes.Next();
        });

        var (follow, search) = (Assert.Single(spans, s => s.Name == "subscription Follow"), Assert.Single(spans, s => s.Name == "query Search"));
        Assert.Equal(("", ""), (follow.ParentId, search.ParentId));
        Assert.NotEqual(follow.TraceId, search.TraceId);
        Assert.Equal(Assert.Single(follow.Links), Assert.Single(search.Links)); // the socket's
        var response = Assert.Single(spans, s => s.Name == "subscription response");
        Assert.Equal((follow.TraceId, follow.Id), (response.TraceId, response.ParentId));
    }

    [Fact]
    public async Task What_goes_wrong_is_told_by_its_code()
    {
        var (spans, _) = await Trace(OtlpProtocol.HttpProtobuf, async server =>
        {
            var client = server.As("ada", Persona.Responder);
            await client.Send("query Wrong { nothing }");
            await client.Send("{");
        });

        Assert.Equal("GRAPHQL_VALIDATION_FAILED", Assert.Single(spans, s => s.Name == "query Wrong").Tags["graphql.error.code"]);
        Assert.Equal("GRAPHQL_PARSE_FAILED", Assert.Single(spans, s => s.Name == "operation").Tags["graphql.error.code"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_documents_text_is_told_only_where_that_is_allowed(bool isAllowed)
    {
        const string Telling = """query Telling { incidents(first: 1, where: { title: { eq: "written-into-the-document" } }) { totalCount } }""";
        var (spans, collector) = await Trace(
            OtlpProtocol.HttpProtobuf,
            server => server.As("ada", Persona.Responder).Query(Telling),
            ("Telemetry:TraceDocuments", isAllowed ? "true" : "false"));

        Assert.Equal(isAllowed ? Telling : null, Assert.Single(spans, s => s.Name == "query Telling").Tags.GetValueOrDefault("graphql.document"));
        Assert.Equal(isAllowed, collector.Contains("written-into-the-document", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_collector_that_is_away_is_nobodys_trouble()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var server = await ServerProcess.Start(database.Options, ("Telemetry:OtlpEndpoint", "http://127.0.0.1:9"));
        await server.As("ada", Persona.Responder).Query(Search);

        server.Terminate();

        Assert.Equal(0, (await server.Ended()).ExitCode);
    }

    private static async Task<(IReadOnlyList<Span> Spans, string All)> Trace(
        OtlpProtocol protocol, Func<ServerProcess, Task> work, params (string Key, string? Value)[] settings)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var collector = await Collector.StartAsync(protocol);
        await using var server = await ServerProcess.Start(
            database.Options, [("Telemetry:OtlpEndpoint", collector.Address), ("Telemetry:OtlpProtocol", protocol.ToString()), .. settings]);
        await work(server);
        await server.Http.GetAsync("/health/ready");
        server.Terminate();
        await server.Ended();
        Assert.Equal(3, collector.Paths.Count());
        return (collector.Spans, collector.Text);
    }

    private static string Hash(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));
}
