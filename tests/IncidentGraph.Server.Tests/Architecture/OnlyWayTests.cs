namespace IncidentGraph.Server.Tests.Architecture;

/// <summary>There is one writer, one publisher, and one place where events become streams.</summary>
public sealed class OnlyWayTests
{
    private static readonly string[] Writing =
        ["SaveChanges", "ExecuteSql", "ExecuteUpdate", "ExecuteDelete", "ExecuteNonQuery", "BulkInsert", "set_IsInCommit"];

    private static readonly string[] Writers =
    [
        "IncidentGraph.Data.Commits.",
        "IncidentGraph.Data.Migrator",
        "IncidentGraph.Data.IncidentDbContext", // guards SaveChanges

        // A restore puts rows back as they were, and nothing is decided.
        "IncidentGraph.Data.Archives.RestoreTarget",
        "IncidentGraph.Data.Archives.TableWriter",

        // PRAGMAs of the connection.
        "IncidentGraph.Data.Providers.SqliteConnectionSetup",
    ];

    /// <summary>What could wake a subscription or hand it something.</summary>
    private static readonly string[] Publishing = ["TrySetResult", "SetResult", "TryWrite", "WriteAsync", "OnNext", "Pulse", "PulseAll"];

    [Fact]
    public void Nothing_outside_of_Commit_calls_what_writes_to_the_database()
    {
        var writers = CallersOf(Writing);

        Assert.All(writers, caller => Assert.Contains(Writers, w => caller.StartsWith(w, StringComparison.Ordinal)));
        Assert.Contains(writers, caller => caller.StartsWith(Writers[0], StringComparison.Ordinal)); // the search finds what there is
    }

    [Fact]
    public void Nothing_but_Commit_raises_the_signal_of_the_log() =>
        Assert.Equal(["IncidentGraph.Data.Commits.Commit"], House.Calls(House.All)
            .Where(c => c.Called.Name == "Raise" && c.Called.DeclaringType.Name is "ILogSignal" or "LogSignal")
            .Select(c => c.Caller).Distinct());

    [Fact]
    public void Nothing_but_the_feed_wakes_subscriptions()
    {
        var publishers = House.Calls(House.Server)
            .Where(c => Publishing.Contains(c.Called.Name) && IsChannel(c.Called.DeclaringType.FullName))
            .Select(c => c.Caller).Distinct();

        Assert.Equal(["IncidentGraph.Server.Live.EventFeed"], publishers);
    }

    [Fact]
    public void Nothing_but_the_feed_follows_the_head_of_the_log_and_nothing_but_streams_follow_the_feed()
    {
        Assert.Equal(["IncidentGraph.Server.Live.EventFeed"], CallersInServer("LogHeadWatcher", "WaitBeyondAsync"));
        Assert.Equal(["IncidentGraph.Server.Live.LogStream"], CallersInServer("EventFeed", "RecentAfter"));
        Assert.Equal(["IncidentGraph.Server.Live.EventStreams"], CallersInServer("LogStream", "ReadAsync"));
        Assert.Equal(
            ["IncidentGraph.Server.Live.Subscriptions"],
            House.Types(House.Server).Where(t => t.GetMethods().Any(m => m.ReturnType == typeof(Task<IAsyncEnumerable<object>>))).Select(t => t.FullName));
    }

    private static List<string> CallersOf(string[] names) => [.. House.Calls(House.Data, House.Server)
        .Where(c => names.Any(n => c.Called.Name.StartsWith(n, StringComparison.Ordinal)))
        .Select(c => c.Caller)
        .Where(c => !c.Contains(".Migrations.", StringComparison.Ordinal))
        .Distinct()];

    private static IEnumerable<string> CallersInServer(string type, string method) => House.Calls(House.Server)
        .Where(c => c.Called.Name == method && c.Called.DeclaringType.Name == type)
        .Select(c => c.Caller).Distinct();

    private static bool IsChannel(string type) =>
        type.StartsWith("System.Threading.Tasks.TaskCompletionSource", StringComparison.Ordinal)
        || type.StartsWith("System.Threading.Channels.", StringComparison.Ordinal)
        || type.StartsWith("System.IObserver", StringComparison.Ordinal)
        || type == "System.Threading.Monitor";
}
