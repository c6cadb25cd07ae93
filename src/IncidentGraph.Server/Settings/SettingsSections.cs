using IncidentGraph.Data;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Demo;
using IncidentGraph.Server.Engine;
using IncidentGraph.Server.Examples;
using IncidentGraph.Server.Health;
using IncidentGraph.Server.Ide;
using IncidentGraph.Server.Live;
using IncidentGraph.Server.Proxies;
using IncidentGraph.Server.Startup;
using IncidentGraph.Server.Telemetry;
using IncidentGraph.Transport;

namespace IncidentGraph.Server.Settings;

/// <summary>All that can be configured, beside what ASP.NET Core itself reads.</summary>
internal static class SettingsSections
{
    public static IReadOnlyList<SettingsSection> All { get; } =
    [
        new("Database", typeof(DatabaseOptions)),
        new("GraphQL", typeof(GraphQLOptions)),
        new("Live", typeof(LiveOptions)),
        new("Transport", typeof(GraphQLTransportOptions)),
        new("Proxies", typeof(ProxyOptions)),
        new("Auth", typeof(AuthOptions)),
        new("Authentication:Schemes:Bearer", typeof(BearerSettings), IsWhole: false),
        new("Ide", typeof(IdeOptions)),
        new("Examples", typeof(ExamplesOptions)),
        new("Health", typeof(HealthOptions)),
        new("Shutdown", typeof(ShutdownOptions)),
        new("Telemetry", typeof(TelemetryOptions)),
        new("Demo", typeof(DemoOptions)),
    ];

    public static string NameOf(Type options) => All.Single(section => section.Options == options).Name;
}
