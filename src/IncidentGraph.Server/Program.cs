using IncidentGraph.Data;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Commands;
using IncidentGraph.Server.Engine;
using IncidentGraph.Server.Ide;
using IncidentGraph.Server.Live;
using IncidentGraph.Server.Startup;
using IncidentGraph.Transport;

return await CommandLine.RunAsync(args, ServeAsync, Console.Out, Console.Error, CancellationToken.None);

static async Task<int> ServeAsync(string[] settings, CancellationToken ct)
{
    var builder = WebApplication.CreateBuilder(settings);
    builder.Services.AddIncidentData(builder.Configuration);
    builder.Services.AddGraphQLTransport();
    builder.Services.AddOptions<GraphQLTransportOptions>().BindConfiguration("Transport");
    builder.Services.AddGraphQLEngine(builder.Configuration);
    builder.Services.AddLive(builder.Configuration);
    builder.Services.AddHostedService<HousekeepingService>();
    builder.Services.AddHostedService<ApiKeyUseService>();
    builder.AddIncidentAuth();
    builder.AddIde();

    var app = builder.Build();
    await app.PrepareAsync(ct);

    app.UseIncidentAuth();
    app.UseIde();
    app.MapDemoTokens();
    app.MapGraphQL("/graphql");
    await app.RunAsync(ct);
    return ExitCodes.Success;
}
