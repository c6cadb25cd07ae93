using System.Text.Json;
using IncidentGraph.Fuzzing.Wire;

namespace IncidentGraph.Fuzzing.Judgement;

/// <summary>Says what an answer was, for the counts, or that it is none.</summary>
internal static class Judge
{
    public const string Data = "data";

    /// <summary>What the host refuses before the endpoint sees it has no body.</summary>
    private static readonly int[] _bare = [400, 401, 404, 405, 408, 411, 413, 414, 421, 426, 431, 501, 503, 505];

    private static readonly string[] _messages = ["connection_ack", "next", "error", "complete", "ping", "pong"];

    /// <summary>What no answer holds, and no case sends.</summary>
    private static readonly string[] _traces = ["   at ", "StackTrace", ".cs:line"];

    /// <summary>What no refusal holds; of the demonstration's data, some tells of exceptions.</summary>
    private static readonly string[] _internals = ["Exception", "SQLite Error", "SQLITE_", "Microsoft.", "System.", "GraphQL.", "IncidentGraph."];

    public static IReadOnlyList<string> Of(HttpAnswer answer, bool isHead)
    {
        Refuse(_traces, answer.Body);
        if (answer.Headers.ContainsKey("Server") || answer.Headers.ContainsKey("X-Powered-By"))
            throw new Fault("The answer tells what the server is made of.");
        if (answer.Status >= 500 && Array.IndexOf(_bare, answer.Status) < 0)
            throw new Fault($"Status {answer.Status}: {answer.Body}");
        if (isHead)
            return [$"status {answer.Status}"];
        if (answer.IsStream)
            return ["stream", .. Events(answer.Body)];
        if (answer.MediaType is "application/json" or "application/graphql-response+json" && answer.Body.Length > 0)
            return OfJson(answer.Body);
        if (answer.Status >= 400 && Array.IndexOf(_bare, answer.Status) < 0)
            throw new Fault($"Status {answer.Status} without a code: {answer.Body}");
        return [$"status {answer.Status}"];
    }

    /// <summary>What operations were answered with, and why the socket was closed.</summary>
    public static IReadOnlyList<string> Of(SocketAnswer answer)
    {
        List<string> told = [.. answer.Messages.SelectMany(OfMessage)];
        if (answer.CloseCode is 1011 or 4500)
            throw new Fault($"The socket was closed with {answer.CloseCode}.");
        if (answer.CloseCode is { } code)
            told.Add($"close {code}");
        return told;
    }

    /// <summary>The ids of operations that have had all that they will be told.</summary>
    public static IEnumerable<string> Ended(SocketAnswer answer) =>
        from message in answer.Messages
        let json = JsonDocument.Parse(message).RootElement
        where json.GetProperty("type").GetString() is "complete" or "error"
        select json.GetProperty("id").GetString()!; // both have one

    private static IReadOnlyList<string> OfMessage(string message)
    {
        Refuse(_traces, message);
        var json = Parse(message);
        var type = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("type", out var text) ? text.GetString() : null;
        if (Array.IndexOf(_messages, type) < 0)
            throw new Fault($"The protocol has no such message: {message}");
        return type switch
        {
            "next" => OfAnswer(json.GetProperty("payload")),
            "error" => [.. json.GetProperty("payload").EnumerateArray().Select(Code)],
            _ => [],
        };
    }

    private static IEnumerable<string> Events(string body) => body.Split('\n')
        .Where(line => line.StartsWith("data: {", StringComparison.Ordinal))
        .SelectMany(line => OfJson(line["data: ".Length..]));

    private static IReadOnlyList<string> OfJson(string body)
    {
        var json = Parse(body);
        return json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray().SelectMany(OfAnswer)] : OfAnswer(json);
    }

    private static IReadOnlyList<string> OfAnswer(JsonElement answer)
    {
        var isObject = answer.ValueKind == JsonValueKind.Object;
        var hasData = isObject && answer.TryGetProperty("data", out _);
        if (isObject && answer.TryGetProperty("errors", out var errors))
            return [.. errors.EnumerateArray().Select(Code).Select(code => hasData ? $"field {code}" : code).DefaultIfEmpty("").Distinct(StringComparer.Ordinal).Select(Known)];
        if (hasData)
            return [Data];
        // Health and tokens are told as JSON too.
        return isObject && (answer.TryGetProperty("status", out _) || answer.TryGetProperty("role", out _)) ? ["other JSON"] : throw new Fault($"Neither data nor errors: {answer}");
    }

    private static string Known(string code) => code.Length > 0 ? code : throw new Fault("The list of errors is empty.");

    private static string Code(JsonElement error)
    {
        Refuse(_internals, error.GetRawText());
        if (!error.TryGetProperty("message", out var message) || message.ValueKind != JsonValueKind.String)
            throw new Fault($"An error without a message: {error}");
        if (!error.TryGetProperty("extensions", out var extensions) || !extensions.TryGetProperty("code", out var code) || code.GetString() is not [_, ..] text)
            throw new Fault($"An error without a code: {error}");
        return text == "INTERNAL" ? throw new Fault($"INTERNAL: {error}") : text;
    }

    private static JsonElement Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 512 }).RootElement;
        }
        catch (JsonException e)
        {
            throw new Fault($"That is not JSON ({e.Message}): {text}");
        }
    }

    private static void Refuse(string[] words, string text)
    {
        if (Array.Find(words, word => text.Contains(word, StringComparison.Ordinal)) is { } found)
            throw new Fault($"The answer holds '{found}': {text}");
    }
}
