using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace IncidentGraph.Data.Providers;

/// <summary>Migrations are generated from the model alone; these never connect.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteIncidentDbContext>
{
    public SqliteIncidentDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteIncidentDbContext>().UseSqlite("Data Source=design.db").Options);
}

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresIncidentDbContext>
{
    public PostgresIncidentDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresIncidentDbContext>().UseNpgsql("Host=design").Options);
}

internal sealed class SqlServerDesign : IDesignTimeDbContextFactory<SqlServerIncidentDbContext>
{
    public SqlServerIncidentDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerIncidentDbContext>().UseSqlServer("Server=design").Options);
}
