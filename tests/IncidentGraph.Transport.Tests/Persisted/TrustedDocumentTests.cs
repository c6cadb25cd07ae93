using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IncidentGraph.Transport.Tests.Sse;
using IncidentGraph.Transport.Tests.Toy;
using IncidentGraph.Transport.Tests.WebSockets;

namespace IncidentGraph.Transport.Tests.Persisted;

public sealed class TrustedDocumentTests
{
    private static readonly string _typenameId = DocumentFolder.HashOf(DocumentFolder.Typename);

    [Fact]
    public async Task Documents_of_every_kind_of_file_are_known_by_their_ids()
    {
        using var folder = DocumentFolder.OfEveryKind();
        await using var server = await StartAsync(folder);

        Assert.Equal("""{"__typename":"Query"}""", (await Asked.PostAsync(server, Asked.ById(_typenameId))).Data);
        Assert.Equal("""{"__typename":"Query"}""", (await Asked.PostAsync(server, Asked.ById("sha256:" + _typenameId))).Data);
        Assert.Equal("""{"__typename":"Query"}""", (await Asked.PostAsync(server, Asked.ByHash(_typenameId))).Data);
        var echo = await Asked.PostAsync(server, Asked.ById("0123456789abcdef0123456789abcdef", new JsonObject { ["t"] = "said" }));
        Assert.Equal("""{"echo":"said"}""", echo.Data);
        Assert.Equal("""{"tick":1}""", (await Asked.PostAsync(server, Asked.ById(DocumentFolder.HashOf(DocumentFolder.Tick)))).Data);
    }

    [Fact]
    public async Task They_are_known_over_sockets_and_event_streams_too()
    {
        using var folder = DocumentFolder.OfEveryKind();
        await using var server = await StartAsync(folder);

        using var stream = await EventStream.SendAsync(server, new HttpRequestMessage(HttpMethod.Get, $"{server.Endpoint}?documentId=ticks"));
        using var socket = await ToySocket.AcknowledgedAsync(server);
        await socket.SendAsync("""{"id":"s","type":"subscribe","payload":{"documentId":"ticks"}}""");
        var single = await OpenSingleAsync(server);
        await server.Log.ReadersAsync(3);
        server.Log.Add();

        Assert.Equal("1", await stream.ReadIdAsync());
        Assert.Contains("""{"ticks":1}""", await socket.ReadAsync(), StringComparison.Ordinal);
        Assert.Contains("""{"ticks":1}""", await DataAsync(single), StringComparison.Ordinal);
        single.Dispose();
    }

    [Fact]
    public async Task By_get_a_mutation_stays_what_it_is()
    {
        using var folder = DocumentFolder.OfEveryKind();
        await using var server = await StartAsync(folder);
        using var response = await server.Http.GetAsync($"{server.Endpoint}?documentId={DocumentFolder.HashOf(DocumentFolder.Tick)}");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(0, server.Log.Last);
    }

    [Fact]
    public async Task An_unknown_id_is_refused_and_so_is_an_id_beside_a_document()
    {
        using var folder = DocumentFolder.OfEveryKind();
        await using var server = await StartAsync(folder);
        var unknown = await Asked.PostAsync(server, Asked.ById("nothing"));
        Assert.Equal((HttpStatusCode.BadRequest, "PERSISTED_QUERY_NOT_FOUND"), (unknown.Status, unknown.Code));
        var both = Asked.ById(_typenameId);
        both["query"] = "{ __typename }";
        Assert.Equal(ErrorCodes.BadRequest, (await Asked.PostAsync(server, both)).Code);
    }

    [Fact]
    public async Task Where_only_trusted_documents_are_executed_all_else_is_refused_over_every_transport()
    {
        using var folder = DocumentFolder.OfEveryKind();
        await using var server = await StartAsync(folder, only: true);
        const string Refused = "PERSISTED_OPERATION_REQUIRED";
        const string Other = "mutation { tick }";

        Assert.Equal(Refused, (await Asked.PostAsync(server, new JsonObject { ["query"] = Other })).Code);
        Assert.Equal(Refused, (await Asked.PostAsync(server, Asked.ByHash(DocumentFolder.HashOf(Other), Other))).Code);
        Assert.Equal(Refused, (await Asked.PostAsync(server, Asked.ByHash(DocumentFolder.HashOf(Other)))).Code);
        using var stream = await EventStream.SendAsync(server, new HttpRequestMessage(HttpMethod.Get, $"{server.Endpoint}?query=subscription{{ticks}}"));
        Assert.Contains(Refused, await stream.ReadToEndAsync(), StringComparison.Ordinal);
        using var socket = await ToySocket.AcknowledgedAsync(server);
        await socket.SubscribeAsync("s", Other);
        Assert.Contains(Refused, await socket.ReadAsync(), StringComparison.Ordinal);
        Assert.Equal(0, server.Log.Last);
        Assert.Null(server.Executor.LastContext);

        Assert.Equal("""{"tick":1}""", (await Asked.PostAsync(server, new JsonObject { ["query"] = DocumentFolder.Tick })).Data); // word for word
        Assert.Equal("""{"tick":2}""", (await Asked.PostAsync(server, Asked.ById(DocumentFolder.HashOf(DocumentFolder.Tick)))).Data);
    }

    [Theory]
    [InlineData("a.graphql", "query {", "cannot be executed: ")]
    [InlineData("b.json", "{ \"b\": \"query {\" }", "the document b cannot be executed: ")]
    [InlineData("c.json", "{", "holds no trusted documents")]
    [InlineData("d.json", "[]", "holds no trusted documents")]
    [InlineData("e.json", "{ \"e\": null }", "holds no trusted documents")]
    [InlineData("f.json", "{ \"format\": \"apollo-persisted-query-manifest\" }", "holds no trusted documents")]
    [InlineData("ticks.graphql", "{ __typename }", "the id ticks has another document in ")]
    public async Task A_broken_file_keeps_the_server_from_starting_and_is_named(string name, string text, string saying)
    {
        using var folder = DocumentFolder.OfEveryKind().Write(name, text);
        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => StartAsync(folder));
        Assert.StartsWith(Path.Combine(folder.Path, name), failure.Message, StringComparison.Ordinal);
        Assert.Contains(saying, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/no/such/folder", false, "There is no folder /no/such/folder")]
    [InlineData(null, true, "no folder holds any")]
    public async Task A_folder_that_is_not_there_keeps_the_server_from_starting(string? folder, bool only, string saying)
    {
        var failure = await Assert.ThrowsAsync<InvalidDataException>(
            () => ToyServer.StartAsync(options => (options.TrustedDocuments, options.OnlyTrustedDocuments) = (folder, only)));
        Assert.Contains(saying, failure.Message, StringComparison.Ordinal);
    }

    private static Task<ToyServer> StartAsync(DocumentFolder folder, bool only = false) =>
        ToyServer.StartAsync(options => (options.TrustedDocuments, options.OnlyTrustedDocuments) = (folder.Path, only));

    /// <summary>graphql-sse in single connection mode, with the subscription under way.</summary>
    private static async Task<EventStream> OpenSingleAsync(ToyServer server)
    {
        using var reserved = await server.Http.PutAsync(server.Endpoint, null);
        var token = await reserved.Content.ReadAsStringAsync();
        var stream = await EventStream.SendAsync(server, new HttpRequestMessage(HttpMethod.Get, $"{server.Endpoint}?token={token}"));
        var body = new StringContent("""{"documentId":"ticks","extensions":{"operationId":"s"}}""", Encoding.UTF8, "application/json");
        using var begun = await server.Http.PostAsync($"{server.Endpoint}?token={token}", body);
        Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        return stream;
    }

    private static async Task<string> DataAsync(EventStream stream)
    {
        while (true)
        {
            if (await stream.ReadLineAsync() is { } line && line.StartsWith("data: ", StringComparison.Ordinal))
                return line;
        }
    }
}
