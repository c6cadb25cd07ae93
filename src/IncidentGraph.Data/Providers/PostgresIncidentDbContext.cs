using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Providers;

public sealed class PostgresIncidentDbContext(DbContextOptions<PostgresIncidentDbContext> options) : IncidentDbContext(options)
{
    internal override string LockIncidentSql => """SELECT id AS "Value" FROM incidents WHERE id = {0} FOR UPDATE""";

    internal override string BoundLockWaitSql => $"SET LOCAL lock_timeout = {LockWait.Milliseconds}";

    protected override string BinaryCollation => "C";

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveColumnType("timestamp(3) with time zone");
    }
}
