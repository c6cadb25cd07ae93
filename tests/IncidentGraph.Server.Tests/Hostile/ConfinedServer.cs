using System.Globalization;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Hostile;

/// <summary>
/// A class fixture: the server as a process of its own, whose heap has a limit, so that what it keeps of hostile inputs ends it, and whose memory
/// can be looked at from outside, whatever else the tests do.
/// </summary>
public sealed class ConfinedServer : IAsyncLifetime
{
    private const long HeapBytes = 200L * 1024 * 1024;

    /// <summary>What the runtime may take beside, and leave to itself until it needs it.</summary>
    private const long Beside = 250L * 1024 * 1024;

    /// <summary>Enough for whatever is kept of a request of 1 MB to show.</summary>
    private const int Times = 20;

    private TestDatabase? _database;
    private ServerProcess? _server;

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
        _server = await ServerProcess.Start(_database.Options, environment, ("GraphQL:CostBudget", "1000000000"), ("GraphQL:CostRestoreRate", "1000000000"));
    }

    public GraphQLClient As(string handle, string role) => new(Http, Persona.Token(handle, role));

    /// <summary>Does the same again and again; then the server answers others as ever, and its memory is where it was.</summary>
    public async Task AssertUnharmedAsync(Func<Task> again)
    {
        for (var i = 0; i < Times; i++)
            await again();
        Assert.False(_server!.HasEnded); // started before any test
        Assert.Equal("Query", (await As("bystander", Persona.Viewer).Query("{ __typename }")).GetProperty("__typename").GetString());
        Assert.InRange(_server.ResidentBytes, 0, HeapBytes + Beside);
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }
}
