using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;
using IncidentGraph.Server.Tests.Matrix;
using IncidentGraph.Server.Tests.People;
using IncidentGraph.Server.Tests.Schema;

namespace IncidentGraph.Server.Tests.SqlServer;

/// <summary>Sends each mutation, once more with its idempotency key, and after a lost race and a lost answer; and follows what it does, from the beginning and live.</summary>
internal sealed class Writes(Stage stage, Misfortune misfortune)
{
    private const int Followed = 3;

    private readonly GraphQLClient _admin = stage.Cast["admin"];

    public async Task RunAsync()
    {
        foreach (var mutation in MayTable.OfMutations.Select(row => row.Mutation).Distinct())
        {
            foreach (var scene in Scene.Names)
                await MutateAsync(mutation, stage[scene]);
        }

        await MutateAsync("addTimelineNote", stage[Scene.Free], misfortune.LoseRace);
        await MutateAsync("addTimelineNote", stage[Scene.Free], misfortune.LoseAnswer);
        Assert.True(misfortune.IsOver);
        await FollowAsync();
        await UseKeyAndTicketAsync();
    }

    /// <summary>It may be refused as things stand, but must not fail.</summary>
    private async Task MutateAsync(string mutation, Scene scene, Action? before = null)
    {
        var name = mutation.Split(':')[0];
        var input = Samples.Of(mutation, scene).GetType().GetProperties().ToDictionary(p => p.Name, p => p.GetValue(Samples.Of(mutation, scene)), StringComparer.Ordinal);
        if (HasKey(name))
            input["idempotencyKey"] = Arrange.Unique("play");
        before?.Invoke();
        await _admin.Mutate(name, input);
        if (HasKey(name))
            await _admin.Mutate(name, input);
    }

    private static bool HasKey(string mutation) =>
        ContractReader.Type($"{char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input") is GraphQLParser.AST.GraphQLInputObjectTypeDefinition input
        && input.Fields!.Items.Exists(f => f.Name == "idempotencyKey"); // it has some

    private async Task FollowAsync()
    {
        var (incident, after) = (await _admin.Declare(), await _admin.EventCursor());
        await using var socket = await LiveSocket.Open(stage.Server.Address, _admin.Token);
        (string Document, object Variables)[] all =
        [
            (Documents.Events, new { after = "origin" }),
            (Documents.Events, new { after = "origin", where = new { incident = new { isOpen = new { eq = true } } } }),
            (Documents.IncidentsChanged, new { after = "origin", where = new { status = new { eq = "INVESTIGATING" } } }),
            (Documents.IncidentChanged, new { number = incident.Number, after = "origin" }),
            (Documents.IncidentChanged, new { id = incident.Id, after }),
            (Documents.Events, new { after }),
        ];
        var operations = new List<LiveOperation>();
        foreach (var (document, variables) in all)
            operations.Add(await socket.Subscribe(document, variables));
        for (var i = 0; i < Followed; i++)
            await _admin.Mutate("addTimelineNote", new { id = incident.Id, note = "Followed" });
        foreach (var operation in operations)
            await operation.Next(Followed);
    }

    private async Task UseKeyAndTicketAsync()
    {
        var key = await KeyInHand.Of(stage.Server, "READ", "PRIVATE");
        await key.Client(stage.Server).Query("{ viewer { mutations } incidents(first: 1) { totalCount } }");
        var ticket = (await _admin.Mutate("createStreamTicket", new { }, "ticket")).Json.Text("ticket");
        await using var stream = await LiveEvents.OpenAddress(stage.Server.Http, $"/graphql?query={Uri.EscapeDataString(Documents.Events)}&ticket={ticket}");
        await stream.StartId();
    }
}
