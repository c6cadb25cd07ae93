using IncidentGraph.Data;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Commands;
using IncidentGraph.Server.Demo;
using IncidentGraph.Server.Engine;
using IncidentGraph.Server.Examples;
using IncidentGraph.Server.Health;
using IncidentGraph.Server.Ide;
using IncidentGraph.Server.Live;
using IncidentGraph.Server.Proxies;
using IncidentGraph.Server.Settings;
using IncidentGraph.Server.Startup;
using IncidentGraph.Server.Telemetry;
using IncidentGraph.Transport;

return await CommandLine.RunAsync(args, ServeAsync, Console.Out, Console.Error, CancellationToken.None);

static async Task<int> ServeAsync(string[] settings, CancellationToken ct)
{
    var builder = WebApplication.CreateBuilder(settings);
    builder.Configuration.CheckSettings();
    builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false); // what serves is nobody's business
    QuietStart.Add(builder);
    StructuredLogs.Add(builder);
    builder.Services.AddIncidentData(builder.Configuration);
    builder.Services.AddGraphQLTransport();
    builder.Services.AddSettings<GraphQLTransportOptions>();
    builder.Services.AddSettings<DemoOptions>();
    builder.Services.AddGraphQLEngine();
    builder.Services.AddLive();
    builder.Services.AddHostedService<HousekeepingService>();
    builder.Services.AddHostedService<ApiKeyUseService>();
    builder.AddProxies();
    builder.AddIncidentAuth();
    builder.AddIde();
    builder.AddExamples();
    builder.AddHealth();
    builder.AddTelemetry();
    Shutdown.Add(builder.Services);

    var app = builder.Build();
    QuietStart.UntilListening(app);
    await app.PrepareAsync(ct);

    app.UseProxies();
    app.UseGraphQLTransport();
    app.UseHealth();
    app.UseTelemetry();
    app.UseIncidentAuth();
    app.UseIde();
    app.UseExamples();
    app.MapDemoTokens();
    app.MapGraphQL("/graphql");
    app.MapGraphQLSchema("/graphql/schema.graphql");
    await Shutdown.ServeAsync(app, ct);
    return ExitCodes.Success;
}
