using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Providers;

/// <summary>Serves the configured provider's pooled contexts as what the rest of the program knows.</summary>
internal sealed class ContextFactory<TContext>(IDbContextFactory<TContext> contexts) : IDbContextFactory<IncidentDbContext>
    where TContext : IncidentDbContext
{
    public IncidentDbContext CreateDbContext() => contexts.CreateDbContext();

    public async Task<IncidentDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
        await contexts.CreateDbContextAsync(cancellationToken);
}
