using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Providers;

public sealed class SqlServerIncidentDbContext(DbContextOptions<SqlServerIncidentDbContext> options) : IncidentDbContext(options)
{
    internal override string ReserveSql =>
        "UPDATE log_head SET position = position + {0} OUTPUT inserted.position AS [Value] WHERE id = 1";

    internal override string NextSql =>
        "UPDATE counters SET value = value + 1 OUTPUT inserted.value AS [Value] WHERE name = {0}";

    internal override string LockIncidentSql =>
        "SELECT id AS [Value] FROM incidents WITH (UPDLOCK, ROWLOCK) WHERE id = {0}";

    internal override string BoundLockWaitSql => $"SET LOCK_TIMEOUT {LockWait.Milliseconds}";

    protected override string BinaryCollation => "Latin1_General_100_BIN2_UTF8";

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveColumnType("datetimeoffset(3)");
    }
}
