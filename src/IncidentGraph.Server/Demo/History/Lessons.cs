namespace IncidentGraph.Server.Demo.History;

/// <summary>What a review learned from a fault, and what it wants done. <c>{s}</c> is the service's name.</summary>
internal sealed record Lesson(string Learned, string GoesWrong, IReadOnlyList<Wish> Wishes);

/// <summary>Something that a review wants done.</summary>
internal sealed record Wish(string Title, string Description);

/// <summary>What XYZ Corp learned from each of its <see cref="Faults"/>.</summary>
internal static class Lessons
{
    private static readonly Dictionary<string, Lesson> _byTitle = new(StringComparer.Ordinal)
    {
        ["{s} answers 500 to {n} % of requests"] = new(
            "A release is tried with old records, not only with new ones.",
            "The alert came six minutes after the release; nobody watched it go out.",
            [new("Roll {s} back by itself when errors rise after a release", "Two minutes above 2 % errors is enough."), new("Test releases of {s} with a copy of last year's records", "Made anonymous, renewed each month.")]),
        ["{s} is slow: p95 above {n}00 ms"] = new(
            "Better database indexing is part of every change of a column.",
            "No check looked at query plans.",
            [new("Find missing indexes behind {s} before customers do", "Run the advisor each night on production's statements."), new("Show the slowest queries on the dashboard of {s}", "With the release that brought them.")]),
        ["{s} is down after a configuration change"] = new(
            "A missing setting must stop a release, not a service.",
            "The change was reviewed without production's values at hand.",
            [new("Check the settings of {s} before instances are replaced", "The release starts one instance and waits for it."), new("Keep the settings of {s} in one place for all environments", "Differences are listed, not copied.")]),
        ["{s} rejects requests: {n} % over its limit"] = new(
            "Campaigns are load tests that we did not plan.",
            "Marketing and operations have no common calendar.",
            [new("Tie the limits of {s} to the campaign calendar", "Raised two hours ahead, lowered the day after."), new("Halve the time that new instances of {s} take to warm up", "Most of it is spent on filling caches.")]),
        ["Timeouts from {s} to its database"] = new(
            "Nothing is called while a transaction is open.",
            "The pool's use was not on any dashboard.",
            [new("Alert when the connection pool of {s} is four fifths full", "Before requests wait."), new("Find calls inside of transactions in {s}", "By a rule of the build, so that they stay out.")]),
        ["{s}: garbage collection pauses of {n} s"] = new(
            "Every cache has a limit.",
            "Memory is watched per host, not per service.",
            [new("Give every cache of {s} a limit and a figure for its use", "Start with the three largest.")]),
        ["Expired certificate between {s} and its callers"] = new(
            "What must happen every year must not depend on a person.",
            "The reminder went to somebody who has left.",
            [new("Renew all certificates of {s} automatically", "And rehearse it once in staging."), new("List all certificates with their ends", "One page, with the team of each.")]),
        ["Password guessing against {s} from {n} networks"] = new(
            "Limits per address alone do not stop many addresses.",
            "We noticed by load, not by failed sign-ins.",
            [new("Ask for a second factor when sign-ins of {s} look unusual", "By network, time and client."), new("Compare passwords with lists that are known", "At the next sign-in of each customer.")]),
        ["{s}: disk {n} % full"] = new(
            "What grows needs an owner and an end.",
            "The alert at 80 % was muted since spring.",
            [new("Alert on the time until the disk of {s} is full", "Instead of on percentages."), new("Go through all muted alerts of {s}", "Repair or remove each.")]),
        ["{s}: replica {n} minutes behind"] = new(
            "Whatever writes a lot watches whom it delays.",
            "Backfills are started by hand and seen by nobody.",
            [new("Let backfills on {s} slow down by themselves", "By the lag that they cause."), new("Tell readers of {s} how old what they see is", "So that they can choose the primary.")]),
        ["{s}: failover took {n} minutes"] = new(
            "A failover that is not rehearsed is a hope.",
            "The runbook named a host that is gone.",
            [new("Rehearse the failover of {s} each month", "On a working day, with the team on call."), new("Move the third vote of {s} to a host of its own", "In another rack."), new("Take host names out of the runbook of {s}", "Name roles instead.")]),
        ["{s}: lock queue of {n} sessions after a migration"] = new(
            "A migration must be able to give up.",
            "Nothing showed who waits for whom.",
            [new("Give migrations of {s} a lock timeout", "Two seconds, five tries."), new("Run long reports on a replica of {s}", "They need no fresh data.")]),
        ["{s}: {n} rows with a wrong state after an import"] = new(
            "What may be started twice will be.",
            "The nightly check found it; customers could have.",
            [new("Make imports into {s} repeatable", "The same file twice changes nothing."), new("Check states in {s} each hour", "Not only at night.")]),
        ["{s}: consumers {n} minutes behind"] = new(
            "One bad message must not stop the good ones.",
            "Lag was watched as an average over partitions.",
            [new("Watch the lag of {s} for each partition", "The worst one counts."), new("Show what was put aside from {s}", "With a button that tries again.")]),
        ["{s}: messages out of order for {n} customers"] = new(
            "Order is a promise to consumers, so changing it is a change of contract.",
            "Who raised the number of partitions did not know who relies on order.",
            [new("Forbid new partitions in place for {s}", "The tool refuses it."), new("Write down which consumers of {s} rely on order", "In the service's description.")]),
        ["{s}: blank page for {n} % of visitors"] = new(
            "We build for the browsers that visit us, not for those on our desks.",
            "Script errors were counted, but nobody was told.",
            [new("Alert on script errors of {s} by browser", "Above 1 % of visits."), new("Try {s} in the five oldest browsers before a release", "In the pipeline.")]),
        ["{s}: prices without currency in {n} countries"] = new(
            "A text is part of the product.",
            "Customers saw it before us.",
            [new("Let a missing translation fail the build of {s}", "For every language that we sell in.")]),
        ["{s}: first view takes {n} s"] = new(
            "What editors upload goes to customers as it is, unless we see to it.",
            "No budget for the weight of a page.",
            [new("Give {s} a budget of 2 MB a page", "Checked on the live page each hour.")]),
        ["{s} stopped: {n} hours of work waiting"] = new(
            "A job that does nothing looks like one that has nothing to do.",
            "There was no alert for a run that never ends well.",
            [new("Alert when {s} has not finished for two of its periods", "Whatever the reason."), new("Clean up after {s} by the platform", "A folder for each run, removed with it.")]),
        ["{s}: {n} items failed and were not tried again"] = new(
            "What fails needs somebody who looks.",
            "The dead-letter queue has had no reader since the team was split.",
            [new("Give the dead-letter queue of {s} an owner and an alert", "More than ten items, or one older than a day."), new("Check partners' formats of {s} against a contract", "Before items are taken.")]),
        ["{s}: {n} % of calls fail"] = new(
            "A supplier's green page is no proof.",
            "We measure our suppliers only when they hurt.",
            [new("Agree stricter SLAs with {s}", "99.95 % a month, with credits, and a contact who answers within 15 minutes."), new("Reroute {s} to its other region by itself", "After one minute above 5 % errors.")]),
        ["{s} answers after {n} s"] = new(
            "Limits in contracts are limits in production.",
            "Nobody who knows the traffic reads the contract.",
            [new("Show how much of the contract's limit of {s} is used", "With an alert at 80 %."), new("Negotiate a limit for {s} that grows with us", "Together with purchasing.")]),
        ["Unannounced maintenance at {s}, {n} minutes so far"] = new(
            "An announcement that nobody reads was never made.",
            "The mailbox belonged to a team that is gone.",
            [new("Open a ticket for each announcement of {s}", "In the owning team's queue."), new("Agree maintenance windows with {s}", "Outside of our evenings.")]),
    };

    /// <summary>Of a fault by its title.</summary>
    public static Lesson Of(Fault fault) => _byTitle[fault.Title];
}
