using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using IncidentGraph.Transport.Tests.Toy;

namespace IncidentGraph.Transport.Tests.Http;

public sealed class HttpTests
{
    private const string GraphQL = "application/graphql-response+json";
    private const string Json = "application/json";

    [Theory]
    [InlineData(GraphQL)]
    [InlineData(Json)]
    public async Task A_query_is_answered_in_the_type_that_was_asked_for(string accept)
    {
        await using var server = await ToyServer.StartAsync();
        using var response = await PostAsync(server, """{"query":"{ __typename }"}""", accept);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(accept + "; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("""{"data":{"__typename":"Query"}}""", await response.Content.ReadAsStringAsync());
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Variables_and_operation_name_arrive()
    {
        await using var server = await ToyServer.StartAsync();
        using var response = await PostAsync(
            server, """{"query":"query A { __typename } query B($t: String) { echo(text: $t) }","operationName":"B","variables":{"t":"é☃😀"}}""");
        Assert.Equal("é☃😀", (string?)(await ReadAsync(response))["data"]!["echo"]);
    }

    [Fact]
    public async Task A_get_carries_everything_in_its_parameters()
    {
        await using var server = await ToyServer.StartAsync();
        using var response = await GetAsync(
            server, "?query=" + Uri.EscapeDataString("query A { __typename } query B($t: String) { echo(text: $t) }") + "&operationName=B&variables=" + Uri.EscapeDataString("""{"t":"x+y"}""") + "&extensions=");
        Assert.Equal("x+y", (string?)(await ReadAsync(response))["data"]!["echo"]);
    }

    [Theory]
    [InlineData("{", 400, 200, "GRAPHQL_PARSE_FAILED")]
    [InlineData("", 400, 200, "BAD_REQUEST")]
    [InlineData("{ nope }", 400, 200, "GRAPHQL_VALIDATION_FAILED")]
    public async Task A_request_error_is_400_and_200_for_older_clients(string query, int status, int olderStatus, string code)
    {
        await using var server = await ToyServer.StartAsync();
        var body = new JsonObject { ["query"] = query }.ToJsonString();
        using var response = await PostAsync(server, body, GraphQL);
        await AssertRefusedAsync(response, status, code);
        using var older = await PostAsync(server, body, Json);
        await AssertRefusedAsync(older, olderStatus, code);
    }

    [Fact]
    public async Task A_field_error_is_200()
    {
        await using var server = await ToyServer.StartAsync();
        using var response = await PostAsync(server, """{"query":"{ broken }"}""", GraphQL);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotNull((await ReadAsync(response))["errors"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"query":null}""")]
    [InlineData("""{"query":1}""")]
    [InlineData("""{"query":"{a}","variables":[]}""")]
    [InlineData("""{"query":"{a}","variables":"{}"}""")]
    [InlineData("""{"query":"{a}","extensions":1}""")]
    [InlineData("""{"query":"{a}","operationName":{}}""")]
    [InlineData("""{"query":"{a}","documentId":1}""")]
    [InlineData("""{"query":"{a}","variables":{"a":"\udc00"}}""")]
    public async Task A_malformed_body_is_400_for_every_client(string body)
    {
        await using var server = await ToyServer.StartAsync();
        using var response = await PostAsync(server, body, GraphQL);
        await AssertRefusedAsync(response, 400, ErrorCodes.BadRequest);
        using var older = await PostAsync(server, body, Json);
        await AssertRefusedAsync(older, 400, ErrorCodes.BadRequest);
        using var stream = await PostAsync(server, body, "text/event-stream");
        await AssertRefusedAsync(stream, 400, ErrorCodes.BadRequest);
    }

    [Fact]
    public async Task A_body_that_is_not_utf8_is_400()
    {
        await using var server = await ToyServer.StartAsync();
        using var content = new ByteArrayContent([.. """{"query":"{ echo(text: \"""u8, 0xff, .. "\\\") }\"}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await server.Http.PostAsync(server.Endpoint, content);
        await AssertRefusedAsync(response, 400, ErrorCodes.BadRequest);
    }

    [Theory]
    [InlineData("?operationName=A")]
    [InlineData("?query={a}&query={b}")]
    [InlineData("?query={a}&variables={")]
    [InlineData("?query={a}&variables=[]")]
    [InlineData("?query={a}&extensions=1")]
    public async Task A_malformed_get_is_400(string query)
    {
        await using var server = await ToyServer.StartAsync();
        using var response = await GetAsync(server, query);
        await AssertRefusedAsync(response, 400, ErrorCodes.BadRequest);
    }

    [Fact]
    public async Task Variables_that_nest_too_deep_are_400()
    {
        await using var server = await ToyServer.StartAsync();
        using var deep = await PostAsync(server, Nested(65));
        await AssertRefusedAsync(deep, 400, ErrorCodes.DepthLimit);
        using var abyss = await PostAsync(server, Nested(200_000));
        await AssertRefusedAsync(abyss, 400, ErrorCodes.DepthLimit);
        using var fine = await PostAsync(server, Nested(64));
        Assert.Equal(HttpStatusCode.OK, fine.StatusCode);

        static string Nested(int depth) =>
            """{"query":"{ __typename }","variables":{"v":""" + new string('[', depth - 1) + new string(']', depth - 1) + "}}";
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_too_large_is_413_whether_or_not_its_length_is_announced(bool announced)
    {
        await using var server = await ToyServer.StartAsync(options => options.MaxBodyBytes = 1000);
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Endpoint);
        request.Content = new StringContent("""{"query":"{ __typename } #""" + new string('x', 1000) + "\"}", Encoding.UTF8, Json);
        request.Headers.TransferEncodingChunked = !announced;
        using var response = await server.Http.SendAsync(request);
        await AssertRefusedAsync(response, 413, ErrorCodes.PayloadTooLarge);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/graphql")]
    [InlineData(null)]
    public async Task Anything_but_json_in_utf8_is_415_so_that_a_foreign_form_cannot_post(string? type)
    {
        await using var server = await ToyServer.StartAsync();
        using var content = new ByteArrayContent("""{"query":"mutation { tick }"}"""u8.ToArray());
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        using var response = await server.Http.PostAsync(server.Endpoint, content);
        await AssertRefusedAsync(response, 415, ErrorCodes.UnsupportedMediaType);
        Assert.Equal(0, server.Log.Last);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("\"iso-8859-1\"")]
    public async Task Json_in_another_charset_is_415_and_the_charset_is_named(string charset)
    {
        await using var server = await ToyServer.StartAsync();
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");
        using var response = await server.Http.PostAsync(server.Endpoint, content);
        await AssertRefusedAsync(response, 415, ErrorCodes.UnsupportedMediaType);
        Assert.Contains(charset, (string?)(await ReadAsync(response))["errors"]![0]!["message"]);
    }

    [Theory]
    [InlineData("UTF-8")]
    [InlineData("\"utf-8\"")]
    public async Task Utf8_may_be_named_in_any_case_and_quoted(string charset)
    {
        await using var server = await ToyServer.StartAsync();
        using var content = new ByteArrayContent("{\"query\":\"{ __typename }\"}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");
        using var response = await server.Http.PostAsync(server.Endpoint, content);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_mutation_by_get_is_405_and_does_not_run()
    {
        await using var server = await ToyServer.StartAsync();
        using var response = await GetAsync(server, "?query=mutation{tick}");
        await AssertRefusedAsync(response, 405, ErrorCodes.MethodNotAllowed);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
        Assert.Equal(0, server.Log.Last);
    }

    [Theory]
    [InlineData("?query={__typename}", GraphQL, 200)]
    [InlineData("?query={nope}", GraphQL, 400)]
    [InlineData("?query=mutation{tick}", GraphQL, 405)]
    [InlineData("?query={__typename}", "text/event-stream", 406)]
    [InlineData("?query={__typename}", GraphQL + ", text/event-stream", 200)]
    [InlineData("?query=subscription{ticks}", GraphQL + ", text/event-stream", 405)]
    [InlineData("?query={__typename}&token=reserved", GraphQL, 405)]
    public async Task A_head_has_the_head_of_what_a_get_would_be_answered_and_opens_no_stream(string query, string accept, int status)
    {
        await using var server = await ToyServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, server.Endpoint + query);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await server.Http.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.True(response.Content.Headers.ContentLength > 0);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(0, server.Log.Last);
    }

    [Theory]
    [InlineData("GET", "/graphql?query={__typename}")]
    [InlineData("GET", "/graphql")]
    [InlineData("OPTIONS", "/graphql")]
    [InlineData("PUT", "/graphql")]
    [InlineData("GET", "/graphql/schema.graphql")]
    [InlineData("GET", "/nothing")]
    public async Task Every_answer_keeps_browsers_from_taking_it_for_something_else(string method, string path)
    {
        await using var server = await ToyServer.StartAsync();
        using var response = await server.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), new Uri(server.Endpoint, path)));
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subscription_without_a_stream_to_carry_it_is_406()
    {
        await using var server = await ToyServer.StartAsync();
        using var response = await PostAsync(server, """{"query":"subscription { ticks }"}""", GraphQL);
        await AssertRefusedAsync(response, 406, ErrorCodes.NotAcceptable);
    }

    [Fact]
    public async Task Nothing_acceptable_is_406()
    {
        await using var server = await ToyServer.StartAsync();
        using var response = await PostAsync(server, """{"query":"{ __typename }"}""", "text/html");
        await AssertRefusedAsync(response, 406, ErrorCodes.NotAcceptable);
    }

    [Theory]
    [InlineData("PATCH", "")]
    [InlineData("TRACE", "")]
    [InlineData("PATCH", "?token=reserved")]
    public async Task Other_methods_are_405(string method, string query)
    {
        await using var server = await ToyServer.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), server.Endpoint + query);
        using var response = await server.Http.SendAsync(request);
        await AssertRefusedAsync(response, 405, ErrorCodes.MethodNotAllowed);
        Assert.Equal(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Options_tells_the_methods()
    {
        await using var server = await ToyServer.StartAsync();
        using var response = await server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Options, server.Endpoint));
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_page_of_a_foreign_origin_is_403()
    {
        await using var server = await ToyServer.StartAsync();
        using var response = await GetAsync(server, "?query={__typename}", ("Origin", "https://evil.example"));
        await AssertRefusedAsync(response, 403, ErrorCodes.Forbidden);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(503)]
    public async Task A_refusal_keeps_its_status_and_brings_its_headers(int status)
    {
        await using var server = await ToyServer.StartAsync();
        server.Executor.Intercept = (_, _, _) => new(new OperationOutcome.Refused(new OperationError("no", "CODE"), status) { RetryAfter = TimeSpan.FromSeconds(1.5) });
        using var response = await PostAsync(server, """{"query":"{ __typename }"}""", Json);
        await AssertRefusedAsync(response, status, "CODE");
        Assert.Equal(TimeSpan.FromSeconds(2), response.Headers.RetryAfter!.Delta);
        Assert.Equal(status == 401, response.Headers.WwwAuthenticate.Count == 1);
    }

    [Fact]
    public async Task An_error_is_written_with_all_its_parts()
    {
        await using var server = await ToyServer.StartAsync();
        var error = new OperationError("é '+<", "CODE")
        {
            Locations = [new OperationErrorLocation(1, 2)],
            Path = ["a", 0, "b"],
            Extensions = new Dictionary<string, object?> { ["retry"] = true, ["list"] = new[] { 1, 2 }, ["none"] = null },
        };
        server.Executor.Intercept = (_, _, _) => new(new OperationOutcome.Refused(error));
        using var response = await PostAsync(server, """{"query":"{ __typename }"}""", GraphQL);
        Assert.Equal(
            """{"errors":[{"message":"é '+<","locations":[{"line":1,"column":2}],"path":["a",0,"b"],"extensions":{"code":"CODE","retry":true,"list":[1,2],"none":null}}]}""",
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_bug_is_500_with_a_trace_id_and_nothing_else()
    {
        await using var server = await ToyServer.StartAsync();
        server.Executor.Intercept = (_, _, _) => throw new InvalidOperationException("a secret");
        using var response = await PostAsync(server, """{"query":"{ __typename }"}""", GraphQL);
        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        var traceId = (string)JsonNode.Parse(text)!["errors"]![0]!["extensions"]!["traceId"]!;
        Assert.Contains(server.Logs.Entries, entry => entry.Message.Contains(traceId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_that_leaves_cancels_its_operation()
    {
        await using var server = await ToyServer.StartAsync();
        var begun = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        server.Executor.Intercept = (_, _, ct) => new(HangAsync(ct));
        using var leave = new CancellationTokenSource();
        var call = server.Http.PostAsync(server.Endpoint, new StringContent("""{"query":"{ __typename }"}""", Encoding.UTF8, Json), leave.Token);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await leave.CancelAsync();
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.IsAssignableFrom<OperationCanceledException>(await Record.ExceptionAsync(() => call.WaitAsync(TimeSpan.FromSeconds(10))));

        async Task<OperationOutcome> HangAsync(CancellationToken ct)
        {
            await using var registration = ct.Register(cancelled.SetResult);
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            throw new InvalidOperationException("not reached");
        }
    }

    [Theory]
    [InlineData("text/html", "", 302)]
    [InlineData("text/html, */*", "?query={__typename}", 200)]
    [InlineData("*/*", "", 400)]
    public async Task A_browser_without_a_query_is_sent_to_the_page_for_people(string accept, string query, int status)
    {
        await using var server = await ToyServer.StartAsync(options => options.BrowserPath = "/graphql/ui/");
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Endpoint + query);
        request.Headers.Accept.ParseAdd(accept);
        using var response = await http.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 302 ? "/graphql/ui/" : null, response.Headers.Location?.ToString());
    }

    private static async Task<HttpResponseMessage> PostAsync(ToyServer server, string body, string accept = GraphQL)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Endpoint);
        request.Content = new StringContent(body, Encoding.UTF8, Json);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await server.Http.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> GetAsync(ToyServer server, string query, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Endpoint + query);
        request.Headers.TryAddWithoutValidation("Accept", GraphQL);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await server.Http.SendAsync(request);
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

    private static async Task AssertRefusedAsync(HttpResponseMessage response, int status, string code)
    {
        Assert.Equal(status, (int)response.StatusCode);
        var json = await ReadAsync(response);
        Assert.Null(json["data"]);
        Assert.Equal(code, (string?)json["errors"]![0]!["extensions"]!["code"]);
        Assert.NotEqual("", (string?)json["errors"]![0]!["message"]);
    }
}
