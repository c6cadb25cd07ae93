namespace IncidentGraph.Server.Startup;

/// <summary>
/// Until the server listens, what goes wrong is one line on stderr. The host, Kestrel and EF would log the same with a stack, which says
/// nothing to whoever mistyped a port.
/// </summary>
internal static class QuietStart
{
    private static readonly string[] _reporters =
    [
        "Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.EntityFrameworkCore",
    ];

    public static void Add(WebApplicationBuilder builder)
    {
        var start = new Start();
        builder.Services.AddSingleton(start);
        foreach (var reporter in _reporters)
        {
            var least = LevelOf(builder.Configuration, reporter);
            builder.Logging.AddFilter(reporter, level => start.IsOver && level >= least);
        }
    }

    public static void UntilListening(WebApplication app)
    {
        var start = app.Services.GetRequiredService<Start>();
        app.Lifetime.ApplicationStarted.Register(() => start.IsOver = true);
    }

    /// <summary>What is configured for the category, or for the nearest above it.</summary>
    private static LogLevel LevelOf(IConfiguration configuration, string category)
    {
        for (var name = category; ; name = name[..name.LastIndexOf('.')])
        {
            if (Enum.TryParse<LogLevel>(configuration[$"Logging:LogLevel:{name}"], ignoreCase: true, out var level))
                return level;
            if (!name.Contains('.', StringComparison.Ordinal))
                return LogLevel.Warning;
        }
    }

    private sealed class Start
    {
        private volatile bool _isOver;

        public bool IsOver
        {
            get => _isOver;
            set => _isOver = value;
        }
    }
}
