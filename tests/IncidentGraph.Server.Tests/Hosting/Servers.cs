using System.Collections.Concurrent;
using IncidentGraph.Data;

namespace IncidentGraph.Server.Tests.Hosting;

/// <summary>A class fixture: one server for each kind of database, started when first asked for and shared by the class.</summary>
public sealed class Servers : IAsyncLifetime
{
    private readonly ConcurrentDictionary<DatabaseProvider, Lazy<Task<TestServer>>> _servers = new();
    private readonly (string Key, string? Value)[] _settings;

    public Servers()
        : this([])
    {
    }

    internal Servers(params (string Key, string? Value)[] settings) => _settings = settings;

    /// <summary>Skips the test, with the reason, where the database is not to be had.</summary>
    public Task<TestServer> On(DatabaseProvider provider) =>
        _servers.GetOrAdd(provider, p => new Lazy<Task<TestServer>>(() => TestServer.StartAsync(p, clock: null, _settings))).Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var server in _servers.Values.Select(s => s.Value).Where(s => s.IsCompletedSuccessfully))
            await (await server).DisposeAsync();
    }
}
