using System.Text.Json;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Live;

/// <summary>The subscriptions that the tests follow.</summary>
internal static class Documents
{
    public const string Events = """
        subscription($where: EventFilterInput, $after: String) {
          events(where: $where, after: $after) { cursor previousCursor event { __typename id cursor version incident { number } } }
        }
        """;

    public const string IncidentsChanged = """
        subscription($where: IncidentChangeFilterInput, $after: String) {
          incidentsChanged(where: $where, after: $after) {
            cursor previousCursor match
            event { __typename id version ... on IncidentWithdrawn { incidentId } incident { id } }
            incident { id number status version }
          }
        }
        """;

    public const string IncidentChanged = """
        subscription($id: ID, $number: Int, $after: String) {
          incidentChanged(id: $id, number: $number, after: $after) {
            cursor previousCursor match event { __typename version } incident { id version status }
          }
        }
        """;

    public static string Cursor(this JsonElement message) => message.Text("cursor");

    public static string? Previous(this JsonElement message) => message.GetProperty("previousCursor").GetString();

    public static string Happened(this JsonElement message) => message.GetProperty("event").Text("__typename");

    public static string EventId(this JsonElement message) => message.GetProperty("event").Text("id");

    /// <summary>What a client does to be sure that it missed nothing.</summary>
    public static void AssertChained(IEnumerable<JsonElement> messages, string? after)
    {
        foreach (var message in messages)
        {
            Assert.Equal(after, message.Previous());
            after = message.Cursor();
        }
    }

    public static async Task<string> EventCursor(this GraphQLClient client) => (await client.Query("{ eventCursor }")).Text("eventCursor");

    /// <summary>The ids of all events after a cursor, as the log gives them page by page.</summary>
    public static async Task<List<string>> Logged(this GraphQLClient client, string after)
    {
        var ids = new List<string>();
        while (true)
        {
            var page = (await client.Query(
                "query($after: String) { events(first: 100, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }",
                new { after })).GetProperty("events");
            ids.AddRange(page.GetProperty("nodes").EnumerateArray().Select(e => e.Text("id")));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
                return ids;
            after = page.GetProperty("pageInfo").Text("endCursor");
        }
    }
}
