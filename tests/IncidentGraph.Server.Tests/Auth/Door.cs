using System.Collections.Concurrent;
using System.Net;
using System.Security.Claims;
using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Examples;
using IncidentGraph.Server.Ide;
using IncidentGraph.Testing;
using IncidentGraph.Transport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IncidentGraph.Server.Tests.Auth;

/// <summary>A server that is only a door: authentication, demonstration tokens, the IDE, and a page that says who came in.</summary>
internal sealed class Door : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private Door(WebApplication app, string folder, Journal journal)
    {
        _app = app;
        _folder = folder;
        Journal = journal;
    }

    public Journal Journal { get; }

    public string Folder => _folder;

    public string KeyFile => Path.Combine(_folder, "dev-signing-key");

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public HttpClient Client => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    public static Task<Door> DevelopmentAsync(params (string Key, string? Value)[] settings) =>
        OpenAsync("Development", settings);

    public static Task<Door> ProductionAsync(params (string Key, string? Value)[] settings) =>
        OpenAsync("Production", settings);

    /// <summary>Connections seem to come from <paramref name="from"/>; null: from where they do.</summary>
    public static async Task<Door> OpenAsync(
        string environment,
        (string Key, string? Value)[] settings,
        IPAddress? from = null,
        string? folder = null)
    {
        folder ??= Directory.CreateTempSubdirectory("incidentgraph-door-").FullName;
        var file = Path.Combine(folder, "door.db");
        await MakeDatabaseAsync(file);
        var journal = new Journal();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        builder.Logging.ClearProviders().AddProvider(journal);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddIncidentData(new DatabaseOptions { ConnectionString = $"Data Source={file}" });
        builder.AddIncidentAuth().AddIde().AddExamples();
        builder.Services.AddGraphQLTransport().AddSingleton<IOperationExecutor>(new SubjectExecutor());

        var app = builder.Build();
        if (from is not null)
        {
            app.Use((context, next) =>
            {
                context.Connection.RemoteIpAddress = from;
                return next(context);
            });
        }

        app.UseGraphQLTransport();
        app.UseIncidentAuth().UseIde().UseExamples().MapDemoTokens();
        app.MapGet("/whoami", WhoAmI);
        app.MapGraphQL();
        await app.StartAsync();
        return new Door(app, folder, journal);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Tokens are held against what the database says of people.</summary>
    private static async Task MakeDatabaseAsync(string file)
    {
        if (File.Exists(file))
            return;
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        File.Copy(new SqliteConnectionStringBuilder(database.Options.ConnectionString).DataSource, file);
    }

    private static string WhoAmI(HttpContext context) => NameOf(context.User);

    private static string NameOf(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true ? user.FindFirst("sub")!.Value : "nobody";

    /// <summary>Answers every operation with who asks.</summary>
    private sealed class SubjectExecutor : IOperationExecutor
    {
        public ValueTask<OperationOutcome> ExecuteAsync(OperationRequest request, OperationContext context, CancellationToken ct) =>
            ValueTask.FromResult<OperationOutcome>(new OperationOutcome.Executed(
                JsonSerializer.SerializeToUtf8Bytes(new { data = new { subject = NameOf(context.User) } })));
    }
}

/// <summary>Keeps what the server logs.</summary>
internal sealed class Journal : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue(formatter(state, exception));

    public void Dispose()
    {
    }
}
