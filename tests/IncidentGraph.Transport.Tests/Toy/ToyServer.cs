using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IncidentGraph.Transport.Tests.Toy;

/// <summary>A real server on a port of its own.</summary>
public sealed class ToyServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ToyServer(WebApplication app)
    {
        _app = app;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Endpoint = new Uri(address + "/graphql");
        SocketEndpoint = new Uri(Endpoint.ToString().Replace("http:", "ws:", StringComparison.Ordinal));
    }

    public Uri Endpoint { get; }

    public Uri SocketEndpoint { get; }

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromSeconds(20) };

    public IServiceProvider Services => _app.Services;

    public TickLog Log => _app.Services.GetRequiredService<TickLog>();

    public ToyExecutor Executor => _app.Services.GetRequiredService<ToyExecutor>();

    public ToyAuthenticator Authenticator => _app.Services.GetRequiredService<ToyAuthenticator>();

    public LogCapture Logs => _app.Services.GetRequiredService<LogCapture>();

    /// <summary>Completes when a stopping server has told its connections.</summary>
    public Task Drained
    {
        get
        {
            var told = new TaskCompletionSource();
            _app.Lifetime.ApplicationStopping.Register(told.SetResult); // the host says so once all that comes before is done
            return told.Task.WaitAsync(TimeSpan.FromSeconds(10));
        }
    }

    public static async Task<ToyServer> StartAsync(
        Action<GraphQLTransportOptions>? configure = null, Action<IServiceCollection>? services = null, int port = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<LogCapture>().AddSingleton<ILoggerProvider>(p => p.GetRequiredService<LogCapture>());
        builder.Services.AddSingleton<TickLog>();
        builder.Services.AddSingleton(p => ToySchema.Build(p.GetRequiredService<TickLog>()));
        builder.Services.AddSingleton<ToyExecutor>().AddSingleton<IOperationExecutor>(p => p.GetRequiredService<ToyExecutor>());
        builder.Services.AddSingleton<ToyAuthenticator>().AddSingleton<IConnectionAuthenticator>(p => p.GetRequiredService<ToyAuthenticator>());
        builder.Services.AddSingleton<ISchemaSource, ToySchemaSource>().AddSingleton<IDocumentCheck, ToyDocumentCheck>();
        services?.Invoke(builder.Services);
        builder.Services.AddGraphQLTransport(configure);
        var app = builder.Build();
        app.UseRouting();
        app.UseGraphQLTransport();
        app.Use(ToyAuthenticator.AuthenticateByHeaderAsync);
        app.MapGraphQL();
        app.MapGraphQLSchema();
        await app.StartAsync();
        return new ToyServer(app);
    }

    /// <summary>How long the server is given to stop is up to the token.</summary>
    public Task StopAsync(CancellationToken ct = default) => _app.StopAsync(ct);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        // A test that forgot a connection shall not wait for it.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }
}
