using IncidentGraph.Data.Commits;
using IncidentGraph.Data.Logs;
using IncidentGraph.Domain.Events;
using IncidentGraph.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentGraph.Data.Tests;

/// <summary>The program's own registration over a test database; several hosts on one database stand for several nodes.</summary>
public sealed class DataHost(DatabaseOptions options, TimeProvider? clock = null, params IInterceptor[] interceptors) : IAsyncDisposable
{
    private readonly ServiceProvider _services = Build(options, clock ?? TimeProvider.System, interceptors);

    public DataHost(TestDatabase database, TimeProvider? clock = null, params IInterceptor[] interceptors)
        : this(database.Options, clock, interceptors)
    {
    }

    public Commit Commit => Get<Commit>();

    public EventLog Log => Get<EventLog>();

    public IDbContextFactory<IncidentDbContext> Contexts => Get<IDbContextFactory<IncidentDbContext>>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<CommitResult> Run(Command command) => Commit.RunAsync(command, CancellationToken.None);

    public Task<long> Head() => Log.HeadAsync(CancellationToken.None);

    public Task<IReadOnlyList<DomainEvent>> Events(long after = 0, int take = int.MaxValue) =>
        Log.ReadAsync(after, take, CancellationToken.None);

    public async Task<T> Read<T>(Func<IncidentDbContext, Task<T>> query)
    {
        await using var db = await Contexts.CreateDbContextAsync();
        return await query(db);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static ServiceProvider Build(DatabaseOptions options, TimeProvider clock, IInterceptor[] interceptors)
    {
        var services = new ServiceCollection().AddSingleton(clock).AddIncidentData(options);
        foreach (var interceptor in interceptors)
            services.AddSingleton(interceptor);
        return services.BuildServiceProvider();
    }
}
