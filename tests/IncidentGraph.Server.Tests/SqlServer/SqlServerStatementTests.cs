using IncidentGraph.Testing.SqlServer;

namespace IncidentGraph.Server.Tests.SqlServer;

/// <summary>No SQL Server is at hand: its own model of the migrated schema says whether it would know what the server speaks of.</summary>
public sealed class SqlServerStatementTests(Play play) : IClassFixture<Play>
{
    private const int AtLeast = 1000;

    /// <summary>Found in one of the statements, and what is put there instead.</summary>
    private static readonly (string Beginning, string Right, string Wrong)[] _mistakes =
    [
        ("SELECT", "[title]", "[headline]"),
        ("SELECT", "[incidents]", "[outages]"),
        ("INSERT INTO", "[trace_id]", "[trail]"),
        ("INSERT INTO", "[events]", "[happenings]"),
        ("INSERT INTO", "INSERTED.[payload_version]", "INSERTED.[edition]"),
        ("UPDATE", "[version]", "[revision]"),
        ("UPDATE", "[incidents]", "[calamities]"),
        ("MERGE", "[trace_id]", "[track]"),
        ("MERGE", "[events]", "[occurrences]"),
        ("MERGE", "INSERTED.[payload_version]", "INSERTED.[printing]"),
        ("DELETE", "[scope]", "[reach]"),
    ];

    [Fact]
    public void All_that_was_asked_for_was_answered() =>
        Assert.All(play.Complaints, said => Assert.StartsWith("The answer to a commit was lost; the log says stored: True", said, StringComparison.Ordinal));

    [Theory]
    [InlineData("WITH (UPDLOCK, ROWLOCK)")]
    [InlineData("SET LOCK_TIMEOUT")]
    [InlineData("UPDATE log_head SET position = position + @p0 OUTPUT inserted.position")]
    [InlineData("UPDATE counters SET value = value + 1 OUTPUT inserted.value")]
    [InlineData("MERGE [events]")]
    [InlineData("SAVE TRANSACTION")]
    [InlineData("INSERT INTO log_identity")]
    [InlineData("SELECT COUNT(*) FROM [incidents]")]
    public void Among_the_statements_is(string part) =>
        Assert.Contains(play.Statements, statement => statement.Sql.Contains(part, StringComparison.Ordinal));

    /// <summary>The model holds no system views: the one statement that asks one is left out.</summary>
    [SkippableFact]
    public async Task Every_statement_fits_the_schema_and_each_mistake_in_one_is_told()
    {
        var statements = play.Statements.Where(statement => !statement.Sql.Contains(" FROM sys.databases ", StringComparison.Ordinal)).ToList();
        Assert.Equal(play.Statements.Count - 1, statements.Count);
        Assert.True(statements.Count >= AtLeast, $"The play sends no more than {statements.Count} statements.");
        var mistaken = _mistakes.Select(m => (m.Wrong, Statement: Mistaken(m))).ToList();

        var answer = await SqlServerModel.AskAsync(play.Script, [.. statements, .. mistaken.Select(m => m.Statement)]);

        var told = mistaken.ToLookup(m => m.Wrong, m => answer.Complaints.Where(c => c.EndsWith($"\n{m.Statement.Sql}", StringComparison.Ordinal)).ToList());
        Assert.All(mistaken, m => Assert.Contains(told[m.Wrong].Single(), complaint => complaint.Contains(m.Wrong.Split('.')[^1], StringComparison.Ordinal)));
        Assert.Empty(answer.Complaints.Except(told.SelectMany(all => all).SelectMany(all => all)));
    }

    private SqlServerStatement Mistaken((string Beginning, string Right, string Wrong) mistake)
    {
        var right = play.Statements.Where(s => s.Sql.Contains($"{mistake.Beginning} ", StringComparison.Ordinal) && s.Sql.Contains(mistake.Right, StringComparison.Ordinal))
            .MinBy(s => s.Sql.Length);
        Assert.True(right is not null, $"No {mistake.Beginning} has {mistake.Right}.");
        return right with { Sql = right.Sql.Replace(mistake.Right, mistake.Wrong, StringComparison.Ordinal) };
    }
}
