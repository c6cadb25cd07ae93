using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using IncidentGraph.Transport.Tests.Sse;
using IncidentGraph.Transport.Tests.Toy;

namespace IncidentGraph.Transport.Tests.Http;

public sealed class CompressionTests
{
    private const string Query = """{"query":"{ __typename }"}""";

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("zstd", "")]
    [InlineData("identity", "")]
    public async Task An_answer_is_compressed_as_the_client_accepts(string accepted, string encoding)
    {
        await using var server = await ToyServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Endpoint) { Content = new StringContent(Query, Encoding.UTF8, "application/json") };
        request.Headers.AcceptEncoding.ParseAdd(accepted);
        using var response = await server.Http.SendAsync(request);

        Assert.Equal(encoding, string.Join(',', response.Content.Headers.ContentEncoding));
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
        await using var body = Inflate(await response.Content.ReadAsStreamAsync(), encoding);
        Assert.Equal("""{"data":{"__typename":"Query"}}""", await new StreamReader(body).ReadToEndAsync());
    }

    [Fact]
    public async Task A_schema_and_a_refusal_are_compressed_too()
    {
        await using var server = await ToyServer.StartAsync();
        foreach (var path in new[] { "/graphql/schema.graphql", "/graphql?query={nope}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Endpoint, path));
            request.Headers.AcceptEncoding.ParseAdd("br");
            using var response = await server.Http.SendAsync(request);
            Assert.Equal(["br"], response.Content.Headers.ContentEncoding);
        }
    }

    [Fact]
    public async Task An_event_stream_is_not_and_each_event_goes_out_at_once()
    {
        await using var server = await ToyServer.StartAsync();
        using var stream = await EventStream.SendAsync(
            server, new HttpRequestMessage(HttpMethod.Get, $"{server.Endpoint}?query=subscription{{ticks}}"), ("Accept-Encoding", "gzip, deflate, br"));
        await server.Log.ReadersAsync(1);
        server.Log.Add();
        Assert.Equal("1", await stream.ReadIdAsync());
        server.Log.Add();
        Assert.Equal("2", await stream.ReadIdAsync());
        Assert.Empty(stream.Response.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("identity")]
    public async Task A_request_may_come_compressed(string encoding)
    {
        await using var server = await ToyServer.StartAsync();
        var (status, json) = await PostAsync(server, Deflate(Encoding.UTF8.GetBytes(Query), encoding), encoding);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("Query", (string?)json["data"]!["__typename"]);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task One_that_inflates_beyond_the_limit_is_413(string encoding)
    {
        await using var server = await ToyServer.StartAsync(options => options.MaxBodyBytes = 100_000);
        var bomb = Deflate(new byte[50_000_000], encoding);
        Assert.InRange(bomb.Length, 1, 100_000);
        var (status, json) = await PostAsync(server, bomb, encoding);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, ErrorCodes.PayloadTooLarge), (status, CodeOf(json)));
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("gzip, br")]
    [InlineData("x")]
    public async Task An_encoding_that_is_not_known_is_415(string encoding)
    {
        await using var server = await ToyServer.StartAsync();
        var (status, json) = await PostAsync(server, Encoding.UTF8.GetBytes(Query), encoding);
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, ErrorCodes.UnsupportedMediaType), (status, CodeOf(json)));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_body_that_is_not_what_it_says_is_400(string encoding)
    {
        await using var server = await ToyServer.StartAsync();
        var (status, json) = await PostAsync(server, Encoding.UTF8.GetBytes(Query), encoding);
        Assert.Equal((HttpStatusCode.BadRequest, ErrorCodes.BadRequest), (status, CodeOf(json)));
    }

    private static string? CodeOf(JsonNode json) => (string?)json["errors"]![0]!["extensions"]!["code"];

    private static async Task<(HttpStatusCode Status, JsonNode Json)> PostAsync(ToyServer server, byte[] body, string encoding)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        using var response = await server.Http.PostAsync(server.Endpoint, content);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    private static byte[] Deflate(byte[] plain, string encoding)
    {
        using var compressed = new MemoryStream();
        using (var stream = Into(compressed, encoding))
            stream.Write(plain);
        return compressed.ToArray();
    }

    private static Stream Into(Stream stream, string encoding) => encoding switch
    {
        "br" => new BrotliStream(stream, CompressionLevel.Fastest, leaveOpen: true),
        "gzip" => new GZipStream(stream, CompressionLevel.SmallestSize, leaveOpen: true),
        "deflate" => new ZLibStream(stream, CompressionLevel.SmallestSize, leaveOpen: true),
        _ => stream,
    };

    private static Stream Inflate(Stream stream, string encoding) => encoding switch
    {
        "br" => new BrotliStream(stream, CompressionMode.Decompress),
        "gzip" => new GZipStream(stream, CompressionMode.Decompress),
        _ => stream,
    };
}
