using System.Diagnostics.Metrics;
using IncidentGraph.Data.Archives;
using IncidentGraph.Data.Commits;
using IncidentGraph.Data.Logs;
using IncidentGraph.Data.Providers;
using IncidentGraph.Data.Search;
using IncidentGraph.Data.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace IncidentGraph.Data;

public static class DataServices
{
    public static IServiceCollection AddIncidentData(this IServiceCollection services, IConfiguration configuration) =>
        services.AddIncidentData(configuration.ReadDatabaseOptions());

    public static IServiceCollection AddIncidentData(this IServiceCollection services, DatabaseOptions options)
    {
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options.Validated());
        services.AddContexts(options);
        services.TryAddSingleton<ILogSignal, LogSignal>();
        services.AddSingleton(provider => new CommitMetrics(provider.GetService<IMeterFactory>()));
        services.AddSingleton<WriteGate>();
        services.AddSingleton(provider => new Commit(
            provider.GetRequiredService<IDbContextFactory<IncidentDbContext>>(),
            provider.GetRequiredService<WriteGate>(),
            provider.GetRequiredService<ILogSignal>(),
            provider.GetRequiredService<CommitMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Commit>>()));
        services.AddSingleton<EventLog>();
        services.AddSingleton<CursorCodecSource>();
        services.AddSingleton<LogHeadWatcher>();
        services.AddSingleton<SearchFill>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<Export>();
        services.AddSingleton<Restore>();
        services.AddSingleton<Backup>();
        services.AddSingleton<Housekeeping>();
        services.AddSingleton<ApiKeyUses>();
        services.AddSingleton<StreamTickets>();
        return services;
    }

    private static void AddContexts(this IServiceCollection services, DatabaseOptions options)
    {
        _ = options.Provider switch
        {
            DatabaseProvider.Sqlite => services.AddContext<SqliteIncidentDbContext>(options),
            DatabaseProvider.Postgres => services.AddContext<PostgresIncidentDbContext>(options),
            _ => services.AddContext<SqlServerIncidentDbContext>(options),
        };
    }

    private static IServiceCollection AddContext<TContext>(this IServiceCollection services, DatabaseOptions options)
        where TContext : IncidentDbContext
    {
        services.AddPooledDbContextFactory<TContext>((provider, builder) =>
        {
            builder.Use(options);
            builder.AddInterceptors(provider.GetServices<IInterceptor>());
        });
        return services.AddSingleton<IDbContextFactory<IncidentDbContext>, ContextFactory<TContext>>();
    }
}
