using Microsoft.Extensions.Options;

namespace IncidentGraph.Server.Live;

public static class LiveServices
{
    public static IServiceCollection AddLive(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<LiveOptions>(configuration.GetSection("Live"));
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<LiveOptions>>().Value);
        services.AddSingleton<AccessReader>();
        services.AddSingleton<Departures>();
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
