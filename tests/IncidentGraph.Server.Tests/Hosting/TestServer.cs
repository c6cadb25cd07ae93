using System.Net;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Auth;
using IncidentGraph.Testing;
using IncidentGraph.Testing.SqlServer;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncidentGraph.Server.Tests.Hosting;

/// <summary>The program itself on a free port of 127.0.0.1, over a database of its own, trusting <see cref="TestTokens"/>.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly Factory _factory;
    private readonly bool _ownsDatabase;
    private readonly IInterceptor[] _interceptors;

    private TestServer(
        TestDatabase database, TimeProvider? clock, (string Key, string? Value)[] settings, bool ownsDatabase = true, IInterceptor[]? interceptors = null)
    {
        _interceptors = interceptors ?? [];
        _database = database;
        _ownsDatabase = ownsDatabase;
        _factory = new Factory(this, clock, settings);
        _factory.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        _factory.StartServer();
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    public DatabaseOptions Database => _database.Options;

    public DatabaseProvider Provider => _database.Options.Provider;

    /// <summary>Counts what the whole server asks of its database: compare only while nobody else asks it.</summary>
    public StatementCounter Statements { get; } = new();

    /// <summary>What the server has logged at warning or above.</summary>
    public Complaints Complaints { get; } = new();

    public IServiceProvider Services => _factory.Services;

    public HttpClient Http { get; }

    public Uri Address => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public GraphQLClient Anonymous => new(Http, token: null);

    /// <summary>Skips the test, with the reason, where the database is not to be had. SQL Server has a stand-in.</summary>
    public static async Task<TestServer> StartAsync(DatabaseProvider provider, TimeProvider? clock = null, params (string Key, string? Value)[] settings)
    {
        if (provider != DatabaseProvider.SqlServer)
            return new(await TestDatabase.CreateAsync(provider), clock, settings);
        var standIn = await SqlServerStandIn.CreateAsync();
        return new(TestDatabase.Of(standIn.Options, standIn.DisposeAsync), clock, settings, interceptors: [standIn]);
    }

    /// <summary>Over a database that is there already, and goes with the server.</summary>
    public static TestServer Over(TestDatabase database, params (string Key, string? Value)[] settings) => new(database, clock: null, settings);

    /// <summary>Over a database that the test keeps, and beside it.</summary>
    public static TestServer Over(TestDatabase database, IInterceptor interceptor) => new(database, clock: null, [], ownsDatabase: false, [interceptor]);

    /// <summary>As for SQL Server, over a stand-in that the test keeps.</summary>
    public static TestServer Over(
        SqlServerStandIn standIn, TimeProvider? clock, IInterceptor[] interceptors, params (string Key, string? Value)[] settings) =>
        new(TestDatabase.Of(standIn.Options), clock, settings, interceptors: [standIn, .. interceptors]);

    /// <summary>Another server over the same database, which this one keeps: dispose of the twin first.</summary>
    public TestServer Twin(TimeProvider? clock = null, params (string Key, string? Value)[] settings) =>
        new(_database, clock, settings, ownsDatabase: false);

    /// <summary>As the host is told to by SIGTERM; returns when all is drained.</summary>
    public Task StopAsync() => Services.GetRequiredService<IHost>().StopAsync();

    /// <summary>A client for the person of that handle, who comes into being with their first request.</summary>
    public GraphQLClient As(string handle, string role) => new(Http, Persona.Token(handle, role));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _factory.DisposeAsync();
        if (_ownsDatabase)
            await _database.DisposeAsync();
    }

    private sealed class Factory(TestServer server, TimeProvider? clock, (string Key, string? Value)[] settings)
        : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            var options = server._database.Options;
            builder.UseEnvironment("Testing");
            builder.UseSetting("Database:Provider", options.Provider.ToString());
            builder.UseSetting("Database:ConnectionString", options.ConnectionString);
            foreach (var (key, value) in TestTokens.Settings.Concat(settings))
                builder.UseSetting(key, value);
            builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(server.Complaints));
            builder.ConfigureServices(services =>
            {
                services.AddSingleton<IInterceptor>(server.Statements);
                services.AddSingleton<IStartupFilter>(server.Statements);
                foreach (var interceptor in server._interceptors)
                    services.AddSingleton(interceptor);
                if (clock is not null)
                    services.AddSingleton(clock);
            });
        }
    }
}
