using IncidentGraph.Data;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Engine;
using IncidentGraph.Server.Ide;
using IncidentGraph.Server.Live;
using IncidentGraph.Server.Startup;
using IncidentGraph.Transport;
using Microsoft.Extensions.Options;

try
{
    var builder = WebApplication.CreateBuilder(args);
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
    if (await app.RunCommandAsync(args) is { } exitCode)
        return exitCode;

    app.UseIncidentAuth();
    app.UseIde();
    app.MapDemoTokens();
    app.MapGraphQL("/graphql");
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (e is OptionsValidationException or InvalidOperationException)
{
    // What is set wrongly, and how to set it, is the whole message; a stack would only hide it.
    await Console.Error.WriteLineAsync($"IncidentGraph cannot start: {e.Message}");
    return 1;
}
