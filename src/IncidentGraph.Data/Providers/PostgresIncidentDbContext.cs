using IncidentGraph.Data.Search;
using IncidentGraph.Domain.Search;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Providers;

public sealed class PostgresIncidentDbContext(DbContextOptions<PostgresIncidentDbContext> options) : IncidentDbContext(options)
{
    internal override string LockIncidentSql => """SELECT id AS "Value" FROM incidents WHERE id = {0} FOR UPDATE""";

    internal override string BoundLockWaitSql => $"SET LOCAL lock_timeout = {LockWait.Milliseconds}";

    protected override string BinaryCollation => "C";

    public override IQueryable<SearchDocument> Having(IReadOnlyList<SoughtWord> words)
    {
        var match = string.Join(" & ", words.Select(word => word.IsPrefix ? $"'{word.Text}':*" : $"'{word.Text}'"));
        return SearchDocuments.FromSqlRaw("SELECT * FROM search_documents WHERE words @@ CAST({0} AS tsquery)", match);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveColumnType("timestamp(3) with time zone");
    }
}
