using System.Text.Json;

namespace IncidentGraph.Server.Tests.Http;

/// <summary>Holds an answer against what the request's comment announces; without one, no error of any kind.</summary>
internal static class Expectation
{
    private const string Request = "request error ";
    private const string Payload = "payload error ";

    public static void Check(FileRequest request, JsonElement answer)
    {
        var said = $"{request.Title}: {answer}";
        if (request.Expects?.StartsWith(Request, StringComparison.Ordinal) == true)
        {
            Assert.True(answer.TryGetProperty("errors", out var errors), said);
            Assert.Equal(request.Expects[Request.Length..], errors[0].GetProperty("extensions").GetProperty("code").GetString());
            return;
        }

        Assert.False(answer.TryGetProperty("errors", out _), said);
        var refusals = answer.GetProperty("data").EnumerateObject().SelectMany(field => Refusals(field.Value)).ToList();
        if (request.Expects is null)
            Assert.True(refusals.Count == 0, said);
        else
            Assert.Contains(request.Expects[Payload.Length..], refusals);
    }

    private static IEnumerable<string?> Refusals(JsonElement payload) =>
        payload.ValueKind == JsonValueKind.Object && payload.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
            ? errors.EnumerateArray().Select(error => error.GetProperty("__typename").GetString())
            : [];
}
