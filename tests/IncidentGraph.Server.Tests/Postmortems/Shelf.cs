using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Postmortems;

/// <summary>Servers with twenty postmortems, some published, with equal and different due times.</summary>
public sealed class Shelf : IAsyncLifetime
{
    public const int Size = 20;

    private readonly Servers _servers = new();
    private readonly HashSet<DatabaseProvider> _filled = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _servers.DisposeAsync();

    /// <summary>Skips the test, with the reason, where the database is not to be had.</summary>
    public async Task<TestServer> On(DatabaseProvider provider)
    {
        var server = await _servers.On(provider);
        if (_filled.Add(provider))
            await FillAsync(server);
        return server;
    }

    private static async Task FillAsync(TestServer server)
    {
        var (ann, bob) = (server.As("ann", Persona.Responder), server.As("bob", Persona.Responder));
        await ann.Join();
        await bob.Join();
        var (_, service) = await server.As("root", Persona.Admin).Register();
        for (var i = 0; i < Size; i++)
        {
            var review = i % 3 == 0 ? await ann.Published(bob) : await ann.Written();
            if (i % 3 == 0)
                continue;
            (await ann.Mutate("updatePostmortem", new
            {
                id = review.Key,
                dueAt = i % 3 == 1 ? $"2099-01-01T00:00:0{i % 4}Z" : null,
                ownerId = i % 2 == 0 ? "ann" : "bob",
                participantIds = new[] { "ann", "bob" },
                faultTree = new[] { new { key = "top", gate = "CAUSE", text = "x", serviceId = service } },
            })).Accepted();
        }
    }
}
