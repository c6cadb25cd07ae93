using System.Net;
using System.Text.Json.Nodes;
using IncidentGraph.Transport.Tests.Sse;
using IncidentGraph.Transport.Tests.Telemetry;
using IncidentGraph.Transport.Tests.Toy;
using IncidentGraph.Transport.Tests.WebSockets;

namespace IncidentGraph.Transport.Tests.Persisted;

/// <summary>Apollo's automatic persisted queries.</summary>
public sealed class AutomaticQueryTests
{
    private const string Query = "{ __typename }";
    private const string Answer = """{"__typename":"Query"}""";

    private static readonly string _hash = DocumentFolder.HashOf(Query);

    [Fact]
    public async Task A_document_is_sent_once_and_named_by_its_hash_from_then_on()
    {
        await using var server = await ToyServer.StartAsync();
        using var measured = new Measured(server.Services);

        var unknown = await Asked.PostAsync(server, Asked.ByHash(_hash));
        Assert.Equal((HttpStatusCode.BadRequest, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound"), (unknown.Status, unknown.Code, unknown.Message));
        Assert.Equal(1, measured["graphql.errors PERSISTED_QUERY_NOT_FOUND"]);
        Assert.Equal(Answer, (await Asked.PostAsync(server, Asked.ByHash(_hash, Query))).Data);
        Assert.Equal(Answer, (await Asked.PostAsync(server, Asked.ByHash(_hash))).Data);
    }

    [Fact]
    public async Task What_was_made_known_over_one_transport_is_known_over_all()
    {
        await using var server = await ToyServer.StartAsync();
        await Asked.PostAsync(server, Asked.ByHash(_hash, Query));
        var extensions = Asked.ByHash(_hash)["extensions"]!.ToJsonString();

        using var stream = await EventStream.SendAsync(
            server, new HttpRequestMessage(HttpMethod.Get, $"{server.Endpoint}?extensions={Uri.EscapeDataString(extensions)}"));
        Assert.Contains(Answer, await stream.ReadToEndAsync(), StringComparison.Ordinal);

        using var socket = await ToySocket.AcknowledgedAsync(server);
        await socket.SendAsync($$$"""{"id":"q","type":"subscribe","payload":{"extensions":{{{extensions}}}}}""");
        Assert.Contains(Answer, await socket.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_socket_an_unknown_hash_is_an_error_of_its_operation()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await ToySocket.AcknowledgedAsync(server);
        await socket.SendAsync($$$"""{"id":"q","type":"subscribe","payload":{"extensions":{{{Asked.ByHash(_hash)["extensions"]!.ToJsonString()}}}}}""");
        Assert.Contains("""{"id":"q","type":"error","payload":[{"message":"PersistedQueryNotFound",""", await socket.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hash_that_is_another_documents_is_refused_and_nothing_is_kept()
    {
        await using var server = await ToyServer.StartAsync();
        var foreign = DocumentFolder.HashOf("{ echo }");
        Assert.Equal("PERSISTED_QUERY_MISMATCH", (await Asked.PostAsync(server, Asked.ByHash(foreign, "mutation { tick }"))).Code);
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", (await Asked.PostAsync(server, Asked.ByHash(foreign))).Code);
        Assert.Equal(0, server.Log.Last);
    }

    [Fact]
    public async Task What_cannot_be_executed_is_not_kept()
    {
        await using var server = await ToyServer.StartAsync();
        var hash = DocumentFolder.HashOf("{ nope }");
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", (await Asked.PostAsync(server, Asked.ByHash(hash, "{ nope }"))).Code);
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", (await Asked.PostAsync(server, Asked.ByHash(hash))).Code);
    }

    [Fact]
    public async Task No_more_is_kept_than_there_is_room_for()
    {
        await using var server = await ToyServer.StartAsync(options => options.AutomaticDocuments = 10_000);
        var documents = Enumerable.Range(0, 50).Select(i => $"{{ __typename }} # {i} {new string('x', 1000)}").ToList();
        foreach (var document in documents)
            Assert.Equal(Answer, (await Asked.PostAsync(server, Asked.ByHash(DocumentFolder.HashOf(document), document))).Data);

        var kept = 0;
        foreach (var document in documents)
            kept += (await Asked.PostAsync(server, Asked.ByHash(DocumentFolder.HashOf(document)))).Code is null ? 1 : 0;
        Assert.InRange(kept, 1, 9);
    }

    [Fact]
    public async Task Where_none_are_kept_a_client_is_told_to_stop_asking()
    {
        await using var server = await ToyServer.StartAsync(options => options.AutomaticDocuments = 0);
        Assert.Equal(Answer, (await Asked.PostAsync(server, Asked.ByHash(_hash, Query))).Data);
        var refused = await Asked.PostAsync(server, Asked.ByHash(_hash));
        Assert.Equal(("PERSISTED_QUERY_NOT_SUPPORTED", "PersistedQueryNotSupported"), (refused.Code, refused.Message));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("{}")]
    [InlineData("""{"version":2,"sha256Hash":"a"}""")]
    [InlineData("""{"version":"1","sha256Hash":"a"}""")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":1,"sha256Hash":""}""")]
    [InlineData("""{"version":1,"sha256Hash":7}""")]
    public async Task What_is_not_the_protocol_is_a_bad_request(string persistedQuery)
    {
        await using var server = await ToyServer.StartAsync();
        var body = JsonNode.Parse($$$"""{"query":"{ __typename }","extensions":{"persistedQuery":{{{persistedQuery}}}}}""")!;
        Assert.Equal(ErrorCodes.BadRequest, (await Asked.PostAsync(server, body)).Code);
    }
}
