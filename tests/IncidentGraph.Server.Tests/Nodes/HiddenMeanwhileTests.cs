using System.Data.Common;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IncidentGraph.Server.Tests.Nodes;

/// <summary>Each loader reads for itself: an incident may become private between two of them.</summary>
public sealed class HiddenMeanwhileTests
{
    private const string OfAnUpdate = "query($id: ID!) { node(id: $id) { ... on IncidentUpdate { incident { title } } } }";

    private const string OfAnEvent =
        "query($id: ID!) { incident(id: $id) { timeline(where: {type: {eq: INCIDENT_UPDATE_POSTED}}) { nodes { ... on IncidentUpdatePosted { update { body } } } } } }";

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task The_incident_of_what_was_read_before_fails_alone(DatabaseProvider provider)
    {
        await using var stage = await Stage.SetAsync(provider);
        var variables = new { id = stage.Update };
        Assert.False((await stage.Viewer.Query(OfAnUpdate, variables)).IsNull("node"));

        stage.Meanwhile.After(stage.HideAsync);
        var answer = await stage.Viewer.Send(OfAnUpdate, variables);

        Assert.True(answer.Body.GetProperty("data").IsNull("node"));
        AssertHidden(answer, """["node","incident"]""");
        Assert.True((await stage.Viewer.Query(OfAnUpdate, variables)).IsNull("node"));
        Assert.Empty(stage.Server.Complaints.Errors);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task What_an_event_is_about_that_was_read_before_fails_alone(DatabaseProvider provider)
    {
        await using var stage = await Stage.SetAsync(provider);
        var variables = new { id = stage.Incident };

        stage.Meanwhile.Before(stage.HideAsync);
        var answer = await stage.Viewer.Send(OfAnEvent, variables);

        AssertHidden(answer, """["incident","timeline","nodes",0,"update"]""");
        Assert.DoesNotContain("All can read it", answer.Text, StringComparison.Ordinal);
        Assert.Empty(stage.Server.Complaints.Errors);
    }

    private static void AssertHidden(Answer answer, string path)
    {
        var error = Assert.Single(answer.Body.GetProperty("errors").EnumerateArray());
        Assert.Equal(path, error.GetProperty("path").GetRawText());
        Assert.Equal("NOT_FOUND", error.GetProperty("extensions").Text("code"));
        Assert.Equal("Ask again.", error.GetProperty("extensions").Text("remedy"));
    }

    private sealed class Stage(TestDatabase database, TestServer server, Meanwhile meanwhile, string incident, string update) : IAsyncDisposable
    {
        public TestServer Server => server;

        public Meanwhile Meanwhile => meanwhile;

        public string Incident => incident;

        public string Update => update;

        public GraphQLClient Viewer { get; } = server.As("curious", Persona.Viewer);

        private GraphQLClient Responder { get; } = server.As("discreet", Persona.Responder);

        public static async Task<Stage> SetAsync(DatabaseProvider provider)
        {
            var meanwhile = new Meanwhile();
            var database = await TestDatabase.CreateAsync(provider);
            var server = TestServer.Over(database, meanwhile);
            var responder = server.As("discreet", Persona.Responder);
            var declared = await responder.Declare();
            var posted = await responder.Mutate("postIncidentUpdate", new { id = declared.Id, audience = "INTERNAL", body = "All can read it" }, "update { id }");
            return new Stage(database, server, meanwhile, declared.Id, posted["update"].Text("id"));
        }

        public async Task HideAsync() =>
            (await Responder.Mutate("changeIncidentVisibility", new { id = Incident, isPrivate = true, reason = "Keep quiet" })).Accepted();

        public async ValueTask DisposeAsync()
        {
            await server.DisposeAsync();
            await database.DisposeAsync();
        }
    }

    /// <summary>Does something once, just before or after updates are read.</summary>
    private sealed class Meanwhile : DbCommandInterceptor
    {
        private Func<Task>? _before;
        private Func<Task>? _after;

        public void Before(Func<Task> doing) => _before = doing;

        public void After(Func<Task> doing) => _after = doing;

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (ReadsUpdates(command) && Interlocked.Exchange(ref _before, null) is { } doing)
                await doing();
            return result;
        }

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (ReadsUpdates(command) && Interlocked.Exchange(ref _after, null) is { } doing)
                await doing();
            return result;
        }

        private static bool ReadsUpdates(DbCommand command) =>
            command.CommandText.Replace("\"", "", StringComparison.Ordinal).Contains("FROM incident_updates ", StringComparison.Ordinal);
    }
}
