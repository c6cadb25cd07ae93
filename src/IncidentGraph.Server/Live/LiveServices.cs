using IncidentGraph.Server.Settings;
using IncidentGraph.Transport;

namespace IncidentGraph.Server.Live;

public static class LiveServices
{
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSettings<LiveOptions>();
        services.AddSingleton<AccessReader>();
        services.AddSingleton<Departures>();
        services.AddSingleton<IConnectionWatch>(provider => provider.GetRequiredService<Departures>());
        services.AddHostedService<AccessRounds>();
        services.AddSingleton<EventFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<EventFeed>());
        services.AddSingleton<EventSight>();
        services.AddSingleton<LogStream>();
        services.AddSingleton<EventStreams>();
        services.AddScoped<EventCursor>();
        services.AddScoped<ResumePoint>();
        services.AddScoped<Resume>();
        return services;
    }
}
