namespace IncidentGraph.Server.Tests.Demo;

/// <summary>One seeded server for all tests that only look, and for request files, which leave no open incident behind.</summary>
public sealed class SeededServer : IAsyncLifetime
{
    private DemoServer? _server;

    public string Folder { get; } = Directory.CreateTempSubdirectory("incidentgraph-demo-").FullName;

    public DemoServer Server => _server ?? throw new InvalidOperationException("Not started.");

    public DateTimeOffset StartedAt { get; private set; }

    public Task InitializeAsync()
    {
        StartedAt = TimeProvider.System.GetUtcNow();
        _server = new DemoServer(Folder);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
