using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using IncidentGraph.Server.Tests.Demo;

namespace IncidentGraph.Server.Tests.Http;

/// <summary>Sends every request of every file, in order and twice, to a server as a newcomer starts it.</summary>
public sealed class HttpFilesTests(SeededServer seeded) : IClassFixture<SeededServer>
{
    private static readonly string Folder = FindFolder();

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.http").Order().Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_request_answers_what_its_file_promises_and_does_so_again_and_nothing_is_left_open(string file)
    {
        for (var round = 0; round < 2; round++)
        {
            var parsed = HttpFile.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, file)));
            var placeholders = new Placeholders(parsed.Variables, seeded.Server.Address);
            Assert.NotEmpty(parsed.Requests);
            foreach (var request in parsed.Requests)
                await SendAsync(request, placeholders);
        }

        // What it declared is over again, so that the demonstration still shows its own three.
        var open = await seeded.Server.AskAsync("admin", "{ incidents(where: { isOpen: { eq: true } }) { totalCount } }");
        Assert.Equal(3, open.GetProperty("incidents").GetProperty("totalCount").GetInt32());
    }

    private async Task SendAsync(FileRequest request, Placeholders placeholders)
    {
        using var message = Message(request, placeholders);
        using var response = await seeded.Server.Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        if (request.Expects == "a stream")
        {
            await SeeEventAsync(request, response);
            return;
        }

        var answer = await response.Content.ReadAsStringAsync();
        if (request.Name is not null)
            placeholders.Remember(request.Name, answer);
        if (request.Method == "GET")
            Assert.True(response.IsSuccessStatusCode, $"{request.Title}: {answer}");
        else
            Expectation.Check(request, JsonDocument.Parse(answer).RootElement);
    }

    private static HttpRequestMessage Message(FileRequest request, Placeholders placeholders)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), placeholders.Fill(request.Url));
        foreach (var (name, value) in request.Headers.Where(header => header.Name is not ("Content-Type" or "X-REQUEST-TYPE")))
            Assert.True(message.Headers.TryAddWithoutValidation(name, placeholders.Fill(value)));
        if (request.Body.Length > 0)
            message.Content = new StringContent(Envelope(placeholders.Fill(request.Body)), Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"));
        return message;
    }

    /// <summary>As the client does for <c>X-REQUEST-TYPE: GraphQL</c>: the document, then after an empty line the variables.</summary>
    private static string Envelope(string body)
    {
        var parts = body.Split("\n\n", 2);
        var variables = parts.Length > 1 ? JsonDocument.Parse(parts[1]).RootElement : default(JsonElement?);
        return JsonSerializer.Serialize(new { query = parts[0], variables });
    }

    private static async Task SeeEventAsync(FileRequest request, HttpResponseMessage response)
    {
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(patience.Token));
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (!line.StartsWith("data:", StringComparison.Ordinal))
                continue;
            Expectation.Check(request with { Expects = null }, JsonDocument.Parse(line["data:".Length..]).RootElement);
            return;
        }

        Assert.Fail($"{request.Title}: the stream ended without an event.");
    }

    private static string FindFolder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "http")); // a file has a folder
}
