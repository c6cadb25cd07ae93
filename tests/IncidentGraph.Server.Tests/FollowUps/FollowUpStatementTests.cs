using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using Xunit.Abstractions;

namespace IncidentGraph.Server.Tests.FollowUps;

/// <summary>However many follow-ups a page has, or incidents that have follow-ups, the database is asked as often.</summary>
public sealed class FollowUpStatementTests(FollowUpScatter scatter, ITestOutputHelper output) : IClassFixture<FollowUpScatter>
{
    private const string FollowUps =
        """
        query($first: Int!) {
          list: followUps(first: $first, where: { isOverdue: { eq: false } }, order: [{ dueAt: ASC }]) {
            totalCount
            nodes {
              title description status priority dueAt isOverdue owner { handle teams { nodes { key } } }
              postmortem { id } incident { number severity { name } } availableTransitions { action isAllowed }
            }
          }
        }
        """;

    private const string Incidents =
        """
        query($first: Int!) {
          list: incidents(first: $first, order: [{ number: ASC }]) {
            nodes { number followUps(first: 3) { totalCount nodes { title description owner { handle } incident { number } } } }
          }
        }
        """;

    [SkippableTheory]
    [InlineData(DatabaseProvider.Sqlite, FollowUps)]
    [InlineData(DatabaseProvider.Postgres, FollowUps)]
    [InlineData(DatabaseProvider.Sqlite, Incidents)]
    [InlineData(DatabaseProvider.Postgres, Incidents)]
    public async Task A_page_of_fifty_takes_as_many_statements_as_a_page_of_ten(DatabaseProvider provider, string query)
    {
        var server = await scatter.ServerOn(provider);
        var reader = server.As("counts", Persona.Responder);
        await reader.Query(query, new { first = 1 }); // who asks is known from here on

        var (few, many) = (await Count(server, reader, query, 10), await Count(server, reader, query, 50));

        output.WriteLine($"{provider}: {few.Count} statements for 10, {many.Count} for 50");
        Assert.True(few.Count == many.Count, string.Join("\n---\n", many.Except(few)));
        Assert.InRange(many.Count, 1, 12);
    }

    private static async Task<IReadOnlyList<string>> Count(TestServer server, GraphQLClient reader, string query, int first)
    {
        server.Statements.Clear();
        var data = await reader.Query(query, new { first });
        Assert.Equal(first, data.GetProperty("list").GetProperty("nodes").GetArrayLength());

        // The feed looks for news, and who asks is looked up again, whenever their time has come.
        return [.. server.Statements.OfRequests.Where(s => !s.Contains("log_head") && !s.Contains("subject"))];
    }
}
