using System.Globalization;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Hostile;

/// <summary>
/// A class fixture: the server as a process of its own, whose heap has a limit, so that an input which takes it all ends it, and of which can be
/// told what it keeps of each input, whatever else the tests do.
/// </summary>
public sealed class ConfinedServer : IAsyncLifetime
{
    private const long HeapBytes = 200L * 1024 * 1024;

    /// <summary>What it may keep after one more input, such as buffers to be used again: far less than so many requests of 1 MB, or their answers.</summary>
    private const long MostMore = 3L * 1024 * 1024;

    /// <summary>What it may keep after all of them.</summary>
    private const long MostInAll = 16L * 1024 * 1024;

    private const int Times = 20;

    private TestDatabase? _database;
    private ServerProcess? _server;
    private Heap? _heap;
    private long _first;
    private long _last;

    public HttpClient Http => _server!.Http; // started before any test

    public Uri Address => _server!.Address; // started before any test

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DOTNET_gcServer"] = "0",
            ["DOTNET_GCHeapHardLimit"] = HeapBytes.ToString("x", CultureInfo.InvariantCulture),
        };
        _server = await ServerProcess.Start(_database.Options, environment, ("GraphQL:CostBudget", "1000000000"), ("GraphQL:CostRestoreRate", "1000000000"), ("Telemetry:MetricsToken", Heap.MetricsToken));
        _heap = new Heap(_server.Id, Http);
        for (var i = 0; i < Times; i++)
            await BystandAsync();
        _first = _last = await _heap.LiveBytesAsync();
    }

    public GraphQLClient As(string handle, string role) => new(Http, Persona.Token(handle, role));

    /// <summary>Does the same again and again; then the server answers others as ever, and its heap is what it was.</summary>
    public async Task AssertUnharmedAsync(Func<Task> again)
    {
        for (var i = 0; i < Times; i++)
            await again();
        Assert.False(_server!.HasEnded); // started before any test
        await BystandAsync();
        var before = _last;
        _last = await _heap!.LiveBytesAsync(); // as is its process
        Assert.InRange(_last, 0, before + MostMore);
        Assert.InRange(_last, 0, _first + MostInAll);
    }

    private async Task BystandAsync() =>
        Assert.Equal("Query", (await As("bystander", Persona.Viewer).Query("{ __typename }")).GetProperty("__typename").GetString());

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }
}
