using System.CommandLine;
using IncidentGraph.Data;
using IncidentGraph.Server.Settings;
using Microsoft.Extensions.Configuration.Memory;

namespace IncidentGraph.Server.Commands;

/// <summary>
/// What a command that is no server works with: the server's configuration and its database. Nothing listens, no hosted
/// service runs, and the log goes to stderr: stdout is the command's own.
/// </summary>
internal sealed class CommandHost(string[] settings)
{
    /// <summary>Whatever is configured comes before it. A command may be run where no appsettings.json is.</summary>
    private static readonly MemoryConfigurationSource _defaults = new()
    {
        InitialData = [new("Logging:LogLevel:Microsoft", nameof(LogLevel.Warning))],
    };

    public Func<ParseResult, CancellationToken, Task<int>> Run(Func<WebApplication, ParseResult, CancellationToken, Task<int>> command) =>
        async (line, ct) =>
        {
            await using var app = Build();
            return await command(app, line, ct);
        };

    private WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder(settings);
        builder.Configuration.Sources.Insert(0, _defaults);
        builder.Configuration.CheckSettings();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddIncidentData(builder.Configuration);
        return builder.Build();
    }
}
