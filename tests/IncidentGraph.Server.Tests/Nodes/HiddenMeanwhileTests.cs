using System.Data.Common;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IncidentGraph.Server.Tests.Nodes;

/// <summary>Each loader reads for itself: an incident may become private between two of them.</summary>
public sealed class HiddenMeanwhileTests
{
    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_part_whose_incident_is_hidden_while_it_is_read_is_not_told_and_the_client_asks_again(DatabaseProvider provider)
    {
        var meanwhile = new Meanwhile("incident_updates");
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var server = TestServer.Over(database, meanwhile);
        var responder = server.As("discreet", Persona.Responder);
        var viewer = server.As("curious", Persona.Viewer);
        var declared = await responder.Declare();
        var posted = await responder.Mutate("postIncidentUpdate", new { id = declared.Id, audience = "INTERNAL", body = "All can read it" }, "update { id }");
        const string document = "query($id: ID!) { node(id: $id) { ... on IncidentUpdate { incident { title } } } }";
        var variables = new { id = posted["update"].Text("id") };
        Assert.False((await viewer.Query(document, variables)).IsNull("node"));

        meanwhile.Do(async () => (await responder.Mutate("changeIncidentVisibility", new { id = declared.Id, isPrivate = true, reason = "Keep quiet" })).Accepted());
        var answer = await viewer.Send(document, variables);

        Assert.Equal("NOT_FOUND", answer.RefusalCode);
        Assert.Contains("Ask again", answer.Text, StringComparison.Ordinal);
        Assert.True((await viewer.Query(document, variables)).IsNull("node"));
        Assert.Empty(server.Complaints.Errors);
    }

    /// <summary>Does something once, as soon as a table has been asked.</summary>
    private sealed class Meanwhile(string table) : DbCommandInterceptor
    {
        private Func<Task>? _doing;

        public void Do(Func<Task> doing) => _doing = doing;

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Replace("\"", "", StringComparison.Ordinal).Contains($"FROM {table} ", StringComparison.Ordinal) && Interlocked.Exchange(ref _doing, null) is { } doing)
                await doing();
            return result;
        }
    }
}
