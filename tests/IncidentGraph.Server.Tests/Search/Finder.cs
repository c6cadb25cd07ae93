using System.Text.Json;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Search;

/// <summary>Searches as a client does.</summary>
internal static class Finder
{
    private const string Query =
        """
        query($text: String!, $types: [SearchType!], $first: Int, $after: String) {
          search(text: $text, types: $types, first: $first, after: $after) {
            totalCount
            pageInfo { hasNextPage endCursor }
            edges {
              cursor score highlights { field segments { text isMatch } }
              node { __typename ... on Incident { number title } ... on Service { key } ... on IncidentUpdate { body } ... on Postmortem { incident { number } } }
            }
          }
        }
        """;

    public static async Task<Found> Find(this GraphQLClient client, string text, string[]? types = null, int? first = null, string? after = null) =>
        new((await client.Query(Query, new { text, types, first, after })).GetProperty("search"));

    public static Task<Answer> Search(this GraphQLClient client, string text, string? after = null) =>
        client.Send(Query, new { text, after });

    /// <summary>Words that nobody else uses, so that tests that share a server do not find each other's.</summary>
    public static string Coin(string word) => $"{word}{Arrange.Unique("x").Replace("-", "", StringComparison.Ordinal)}";
}

internal sealed class Found(JsonElement search)
{
    public IReadOnlyList<JsonElement> Edges { get; } = [.. search.GetProperty("edges").EnumerateArray()];

    public int TotalCount => search.Int("totalCount");

    public string? Next => search.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? search.GetProperty("pageInfo").Text("endCursor") : null;

    /// <summary>Each hit by its type and what people call it.</summary>
    public IReadOnlyList<string> Names => [.. Edges.Select(e => e.GetProperty("node")).Select(n => $"{n.Text("__typename")} " +
        (n.TryGetProperty("number", out var number) ? number.ToString() : n.TryGetProperty("key", out var key) ? key.GetString() : n.TryGetProperty("incident", out var incident) ? $"{incident.Int("number")}" : n.Text("body")))];

    /// <summary>The passages of the first hit, matches in brackets.</summary>
    public IReadOnlyList<string> Highlights => [.. Edges[0].GetProperty("highlights").EnumerateArray().Select(h => $"{h.Text("field")}: " + string.Concat(
        h.GetProperty("segments").EnumerateArray().Select(s => s.GetProperty("isMatch").GetBoolean() ? $"[{s.Text("text")}]" : s.Text("text"))))];
}
