using System.Text;
using IncidentGraph.Server.Examples;
using IncidentGraph.Server.Ide;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace IncidentGraph.Server.Auth.Development;

/// <summary>Greets the developer once the server listens: where everything is, and a token to paste for each role.</summary>
internal sealed partial class Banner(
    IServer server,
    DemoTokens tokens,
    IdeOptions ide,
    ExamplesOptions examples,
    IHostEnvironment environment,
    IHostApplicationLifetime lifetime,
    ILogger<Banner> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Addresses are known only after the server has bound them.
        lifetime.ApplicationStarted.Register(Greet);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Greet()
    {
        var text = Text();
        Greet(log, text);
    }

    private string Text()
    {
        var text = new StringBuilder().AppendLine().AppendLine("IncidentGraph is listening (Development).");
        foreach (var address in Addresses())
        {
            text.AppendLine()
                .AppendLine($"  GraphQL  {address}/graphql   (without a token from this machine: {DemoPerson.Viewer.Subject}, viewer)");
            if (ide.IsEnabledIn(environment))
                text.AppendLine($"  IDE      {address}/graphql/ui/   (or GraphiQL: {address}/graphql/graphiql/)");
            if (examples.IsEnabledIn(environment))
                text.AppendLine($"  Status   {address}/examples/status.html");
            text.AppendLine($"  Tokens   {address}{DemoTokenEndpoint.Path}?role=viewer|responder|publisher|admin");
        }

        text.AppendLine().AppendLine($"Send one as \"Authorization: Bearer …\"; each is valid for {DemoTokens.Lifetime.Days} days:");
        foreach (var person in DemoPerson.All)
            text.AppendLine().AppendLine($"  {person.RoleName} ({person.Name})").AppendLine($"  {tokens.For(person).Token}");

        return text.ToString();
    }

    // What listens on every interface is reached from here as localhost, and only so is it this machine's.
    private IEnumerable<string> Addresses() =>
        (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
            .Select(address => address.Replace("[::]", "localhost").Replace("0.0.0.0", "localhost"))
            .Distinct();

    [LoggerMessage(Level = LogLevel.Information, Message = "{Banner}")]
    private static partial void Greet(ILogger log, string banner);
}
