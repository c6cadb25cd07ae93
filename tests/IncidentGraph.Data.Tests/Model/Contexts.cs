using IncidentGraph.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Tests.Model;

/// <summary>Contexts that know their model and never connect.</summary>
internal static class Contexts
{
    public static IncidentDbContext Offline(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => new SqliteIncidentDbContext(
            new DbContextOptionsBuilder<SqliteIncidentDbContext>().UseSqlite("Data Source=:memory:").Options),
        DatabaseProvider.Postgres => new PostgresIncidentDbContext(
            new DbContextOptionsBuilder<PostgresIncidentDbContext>().UseNpgsql("Host=nowhere").Options),
        _ => new SqlServerIncidentDbContext(
            new DbContextOptionsBuilder<SqlServerIncidentDbContext>().UseSqlServer("Server=nowhere").Options),
    };
}
