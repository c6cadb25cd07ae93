using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;

namespace IncidentGraph.Server.Telemetry;

/// <summary>
/// Outside Development, where programs read the log, each entry is a line of JSON with its time in UTC and the ids of trace and span. A
/// configured <c>Logging:Console:FormatterName</c> goes before.
/// </summary>
internal static class StructuredLogs
{
    private static readonly MemoryConfigurationSource _default = new()
    {
        InitialData = [new("Logging:Console:FormatterName", ConsoleFormatterNames.Json)],
    };

    public static void Add(WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment())
            builder.Configuration.Sources.Insert(0, _default);
        builder.Services.Configure<JsonConsoleFormatterOptions>(Write);
    }

    private static void Write(JsonConsoleFormatterOptions json)
    {
        json.TimestampFormat ??= "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        json.UseUtcTimestamp = true;
        json.IncludeScopes = true; // the ids are in one
    }
}
