using IncidentGraph.Data.Mapping;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Providers;

public sealed class SqliteIncidentDbContext(DbContextOptions<SqliteIncidentDbContext> options) : IncidentDbContext(options)
{
    /// <summary>SQLite's default, BINARY, compares bytes.</summary>
    protected override string? BinaryCollation => null;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<TimeToMilliseconds>();
    }
}
