using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;
using Xunit.Abstractions;

namespace IncidentGraph.Server.Tests.Loading;

/// <summary>However many objects a page has, the database is asked as often.</summary>
public sealed class StatementCountTests(Crowd crowd, ITestOutputHelper output) : IClassFixture<Crowd>
{
    /// <summary>As many events as show each kind of reference.</summary>
    private const int Few = 20;

    private const string Incidents =
        """
        query($first: Int!) {
          incidents(first: $first) {
            totalCount
            nodes {
              number title summary symptoms
              severity { name } suggestedSeverity { level }
              reporter { displayName } commander { handle }
              services(first: 10) { edges { current worst node { key owner { key } } } }
              serviceImpacts(first: 5) { nodes { level service { key } } }
              roles { role user { handle teams { nodes { key } } } assignedBy { displayName } }
              latestUpdate { body author { displayName } }
              updates(first: 3) { totalCount nodes { body author { displayName } corrects { body } correctedBy { body } } }
              participants(first: 10) { totalCount nodes { handle } }
              mergedInto { number } missingRoles related { kind incident { number } }
              tasks(first: 5) { totalCount nodes { title assignee { handle } completedBy { displayName } } }
              contributingFactors(first: 5) { nodes { description service { key } recordedBy { displayName } } }
              whys(first: 5) { nodes { answer parent { answer } } }
              timeline(first: 5, where: { type: { neq: TIMELINE_NOTE_ADDED } }) { nodes { summary actor { displayName } service { key } } }
              availableTransitions { action isAllowed blockers { code } }
            }
          }
        }
        """;

    private const string Services =
        """
        query($first: Int!) {
          services(first: $first, order: [{ tier: ASC }, { name: DESC }]) {
            totalCount
            nodes {
              key description tags links { url } status owner { key members(first: 5) { nodes { handle } } }
              dependencies(first: 5) { totalCount edges { depth node { key } dependency { kind service { key } } } }
              dependents(depth: 2, first: 5) { nodes { key } }
              incidents(first: 3, where: { isOpen: { eq: true } }, order: [{ severity: { name: ASC } }]) { totalCount nodes { number severity { name } } }
            }
          }
        }
        """;

    private const string Events =
        """
        query($first: Int!) {
          events(last: $first, where: { incident: { isOpen: { eq: true } } }) {
            nodes {
              type summary actor { displayName ... on User { handle } } incident { title severity { name } } service { key }
              ... on IncidentRoleAssigned { user { handle } }
            }
          }
        }
        """;

    private const string Search =
        """
        query($first: Int!) {
          search(text: "incident*", first: $first) {
            totalCount
            nodes { ... on Incident { number severity { name } } }
            edges { score highlights { field segments { text isMatch } } node { ... on Incident { title summary } } }
          }
        }
        """;

    [SkippableTheory]
    [InlineData(DatabaseProvider.Sqlite, "search", Search)]
    [InlineData(DatabaseProvider.Postgres, "search", Search)]
    [InlineData(DatabaseProvider.Sqlite, "incidents", Incidents)]
    [InlineData(DatabaseProvider.Postgres, "incidents", Incidents)]
    [InlineData(DatabaseProvider.Sqlite, "services", Services)]
    [InlineData(DatabaseProvider.Postgres, "services", Services)]
    [InlineData(DatabaseProvider.Sqlite, "events", Events)]
    [InlineData(DatabaseProvider.Postgres, "events", Events)]
    public async Task A_page_of_fifty_takes_as_many_statements_as_a_page_of_twenty(DatabaseProvider provider, string root, string query)
    {
        var server = await crowd.On(provider);
        var reader = server.As("counts", Persona.Responder);
        await reader.Query(query, new { first = 1 }); // who asks is known from here on

        var few = await CountAsync(server, reader, root, query, Few);
        var many = await CountAsync(server, reader, root, query, 50);

        output.WriteLine($"{provider} {root}: {few.Count} statements for {Few}, {many.Count} for 50");
        Assert.True(few.Count == many.Count, string.Join("\n---\n", many.Except(few)));
        Assert.InRange(many.Count, 1, 45);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task What_is_not_selected_is_not_asked_for(DatabaseProvider provider)
    {
        var server = await crowd.On(provider);
        var reader = server.As("counts", Persona.Responder);
        await reader.Join();

        var statements = await CountAsync(server, reader, "incidents", "query($first: Int!) { incidents(first: $first) { nodes { number title status } } }", 50);

        var only = Assert.Single(statements);
        Assert.DoesNotContain("Summary", only);
        Assert.DoesNotContain("Symptoms", only);
    }

    private static async Task<IReadOnlyList<string>> CountAsync(TestServer server, GraphQLClient reader, string root, string query, int first)
    {
        server.Statements.Clear();
        var data = await reader.Query(query, new { first });
        Assert.Equal(first, data.GetProperty(root).GetProperty("nodes").GetArrayLength());

        // The feed looks for news, and who asks is looked up again, whenever their time has come.
        return [.. server.Statements.OfRequests.Where(s => !s.Contains("log_head") && !s.Contains("subject"))];
    }
}
