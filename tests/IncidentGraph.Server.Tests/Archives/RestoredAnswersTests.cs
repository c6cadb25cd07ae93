using System.Text.Json;
using System.Text.RegularExpressions;
using IncidentGraph.Data;
using IncidentGraph.Data.Archives;
using IncidentGraph.Server.Tests.Commands;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Imports;
using IncidentGraph.Server.Tests.Live;
using IncidentGraph.Server.Tests.Matrix;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentGraph.Server.Tests.Archives;

/// <summary>A restored server answers as the one before, whoever asks for whatever.</summary>
public sealed partial class RestoredAnswersTests(Stages stages) : IClassFixture<Stages>
{
    private static readonly string[] Askers = ["admin", "viewer", "participant", "key READ", "key READ+PRIVATE"];

    private static readonly string[] Queries =
    [
        "{ incidents(first: 100, order: [{ declaredAt: DESC }]) { totalCount nodes { number title status severity { level } } } }",
        "{ incidents(first: 5, where: { title: { contains: \"OUTAGE\" } }, order: [{ title: ASC }, { number: DESC }]) { nodes { number } pageInfo { hasNextPage endCursor } } }",
        "{ search(text: \"outage slow\", first: 100) { totalCount edges { node { __typename ... on Node { id } } } } }",
        "{ search(text: \"meas\", first: 100) { totalCount edges { node { __typename ... on Node { id } } } } }",
        "{ followUps(first: 100, order: [{ dueAt: ASC }]) { totalCount nodes { id title status owner { handle } } } }",
        "{ events(first: 100) { nodes { id type summary occurredAt actor { displayName } } } }",
        "{ viewer { user { id handle } roles scopes mutations } }",
    ];

    private static string[] Page => ["import", "statuspage", Fixture.Kept("summary.json"), Fixture.Kept("incidents.json")];

    [SkippableTheory]
    [InlineData(DatabaseProvider.Sqlite, DatabaseProvider.Postgres)]
    [InlineData(DatabaseProvider.Postgres, DatabaseProvider.Sqlite)]
    public async Task Everybody_gets_the_same_answers_from_the_restored_server(DatabaseProvider from, DatabaseProvider to)
    {
        var stage = await stages.On(from);
        await using var restored = await stage.Server.MoveAsync(to);
        var everything = await Look(stage.Cast["admin"], stage, "admin");
        await everything.LookAtAllThatShows();

        foreach (var who in Askers)
        {
            var before = stage.Cast[who];
            var after = new GraphQLClient(restored.Http, before.Token);
            var (there, here) = (await Look(before, stage, who), await Look(after, stage, who));
            var objects = everything.Types.Select(o => (o.Value, o.Key)).ToList();
            await there.LookAt(objects);
            await here.LookAt(objects);

            Assert.NotEmpty(there.Types);
            Assert.Equal(Lasting(there.Said), Lasting(here.Said));
            foreach (var query in Queries)
                Assert.Equal((who, await Ask(before, query)), (who, await Ask(after, query)));
        }

        Assert.Empty(restored.Complaints.Lines);
    }

    [SkippableTheory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_cursor_of_the_log_before_is_refused_and_the_numbers_go_on(DatabaseProvider provider)
    {
        var stage = await stages.On(provider);
        var admin = stage.Cast["admin"];
        var cursor = (await admin.Query("{ eventCursor }")).Text("eventCursor");
        await using var restored = await stage.Server.MoveAsync(provider);
        var moved = new GraphQLClient(restored.Http, admin.Token);

        await using var socket = await LiveSocket.Open(restored.Address, admin.Token);
        var resumed = await socket.Subscribe("subscription($after: String) { incidentsChanged(after: $after) { cursor } }", new { after = cursor });
        Assert.Equal("CURSOR_INVALID", await resumed.ErrorCode());

        var last = (await admin.Query("{ incidents(first: 1, order: [{ number: DESC }]) { nodes { number } } }")).GetProperty("incidents").GetProperty("nodes")[0].Int("number");
        Assert.Equal(last + 1, (await moved.Declare()).Number);
    }

    [SkippableTheory]
    [InlineData(DatabaseProvider.Sqlite, DatabaseProvider.Postgres)]
    [InlineData(DatabaseProvider.Postgres, DatabaseProvider.Sqlite)]
    public async Task What_was_imported_before_is_recognised_by_the_restored_server(DatabaseProvider from, DatabaseProvider to)
    {
        await using var server = await TestServer.StartAsync(from);
        Assert.Equal(0, (await Typed.Run(server.Database, Page)).ExitCode);
        await using var restored = await server.MoveAsync(to);
        var before = (await restored.As("ada", Persona.Admin).Query("{ eventCursor }")).Text("eventCursor");

        Assert.Equal(0, (await Typed.Run(restored.Database, Page)).ExitCode);

        Assert.Equal(before, (await restored.As("ada", Persona.Admin).Query("{ eventCursor }")).Text("eventCursor"));
    }

    [Fact]
    public async Task There_is_something_in_every_table_that_is_exported()
    {
        var stage = await stages.On(DatabaseProvider.Sqlite);
        Assert.Equal(0, (await Typed.Run(stage.Server.Database, Page)).ExitCode);
        using var file = new MemoryStream();
        await stage.Server.Services.GetRequiredService<Export>().WriteAsync(file, CancellationToken.None);

        using var header = JsonDocument.Parse(file.ToArray().AsMemory(0, Array.IndexOf(file.GetBuffer(), (byte)'\n')));
        var empty = header.RootElement.GetProperty("tables").EnumerateArray().Where(table => table.Int("rows") == 0).Select(table => table.Text("name"));
        Assert.Empty(empty);
    }

    private static async Task<Explorer> Look(GraphQLClient client, Stage stage, string who)
    {
        var explorer = new Explorer(client.Query, MayTable.Holds(who, "admin"));
        await explorer.LookAtRoots(stage);
        return explorer;
    }

    private static async Task<string> Ask(GraphQLClient client, string query) => Lasting((await client.Query(query)).GetRawText());

    /// <summary>Without what a restore renews, and when keys were last used: that is written down each minute.</summary>
    private static string Lasting(string said) => Renewed().Replace(said, "");

    [GeneratedRegex("\"(cursor|eventCursor|lastUsedAt)\":(\"[^\"]*\"|null)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Renewed();
}
