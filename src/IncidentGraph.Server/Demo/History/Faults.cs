using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Server.Demo.History;

/// <summary>What went wrong at XYZ Corp in the past year.</summary>
internal static class Faults
{
    public static readonly IReadOnlyList<Fault> All = [.. OfApis, .. OfStores, .. OfTheRest];

    private static Fault[] OfApis =>
    [
        new(ServiceKind.Api, IncidentType.Errors, "{s} answers 500 to {n} % of requests")
        {
            Symptom = "Error rate at {n} % (alert at 2 %)", Error = "NullReferenceException in Money.Parse",
            Cause = "The last release cannot read records without a currency.",
            Mitigation = "Rolled back to the previous release.", Resolution = "Records without a currency are read again; a test covers them.",
            Looking = ["The errors began with the last release; we compare both versions.", "All failing requests concern records made before the move to several currencies."],
            Public = "Some requests fail at the moment. Trying again usually helps.",
        },
        new(ServiceKind.Api, IncidentType.Latency, "{s} is slow: p95 above {n}00 ms")
        {
            Numbers = (8, 45), Symptom = "p95 at {n}00 ms, usually 180 ms", Cause = "A query lost its index when a column was renamed.",
            Mitigation = "The heaviest report was switched off; p95 is back under 300 ms.", Resolution = "Index restored, and the release checks query plans.",
            Looking = ["Only reads are slow. CPU of the database is at its limit.", "One query takes four fifths of the database's time."],
            Public = "Pages load more slowly than usual.",
        },
        new(ServiceKind.Api, IncidentType.Outage, "{s} is down after a configuration change")
        {
            Symptom = "No healthy instance", Error = "InvalidOperationException: missing setting Cache:Endpoint",
            Cause = "A setting was renamed in the template but not in production.",
            Mitigation = "The old name was added back; instances start.", Resolution = "Both names are accepted, and a missing setting stops the release instead of the service.",
            Looking = ["Instances restart every 20 seconds. We read their logs.", "Going back to the configuration of this morning."],
            Public = "Parts of the shop cannot be reached. We are working on it.",
        },
        new(ServiceKind.Api, IncidentType.Capacity, "{s} rejects requests: {n} % over its limit")
        {
            Symptom = "429 for {n} % of requests", Error = "429 Too Many Requests",
            Cause = "A campaign mail went to all customers at once, and autoscaling stopped at its maximum.",
            Mitigation = "Maximum raised from 12 to 30 instances.", Resolution = "The maximum follows the campaign calendar.",
            Looking = ["Traffic is three times that of a usual day, all of it genuine.", "New instances take four minutes to warm up."],
            Public = "We see more visitors than expected; some have to try twice.",
        },
        new(ServiceKind.Api, IncidentType.Errors, "Timeouts from {s} to its database")
        {
            Symptom = "Connection pool exhausted on {n} instances", Error = "TimeoutException: no connection within 15 s",
            Cause = "A transaction stayed open while a third party was called, and held its connection.",
            Mitigation = "Instances restarted one by one; the call has a timeout of 2 s now.", Resolution = "The call happens before the transaction begins.",
            Looking = ["The database is idle, the pool is full. Somebody holds connections.", "Thread dumps taken from two instances."],
        },
        new(ServiceKind.Api, IncidentType.Latency, "{s}: garbage collection pauses of {n} s")
        {
            Numbers = (2, 12), Symptom = "Pauses of {n} s every few minutes", Cause = "A cache without a limit grows until memory is short.",
            Mitigation = "Nightly restart until the fix is out.", Resolution = "The cache has a limit of 200 MB.",
            Looking = ["Memory grows in steps of the import's size.", "A dump shows one dictionary with eleven million entries."],
        },
        new(ServiceKind.Api, IncidentType.Errors, "Expired certificate between {s} and its callers")
        {
            Symptom = "TLS handshakes fail since the full hour", Error = "AuthenticationException: the remote certificate has expired",
            Cause = "The certificate is renewed by hand, and its reminder went to somebody who has left.",
            Mitigation = "New certificate installed.", Resolution = "Renewed automatically, with an alert 14 days ahead.",
            Looking = ["Callers refuse the certificate; issuing a new one."],
            Public = "Signing in and ordering may fail. We know why and are fixing it.",
        },
        new(ServiceKind.Api, IncidentType.Security, "Password guessing against {s} from {n} networks")
        {
            Only = "user-auth", Symptom = "Failed sign-ins are {n} times the usual", Cause = "Lists of passwords from elsewhere are being tried.",
            Mitigation = "The networks are blocked, and the limit per address is lower.", Resolution = "Customers whose password matched were asked to choose another.",
            Looking = ["No success so far beyond customers who mistype.", "The requests share a client version that we never shipped."],
        },
    ];

    private static Fault[] OfStores =>
    [
        new(ServiceKind.Database, IncidentType.Capacity, "{s}: disk {n} % full")
        {
            Numbers = (86, 99), Symptom = "Disk grows 2 % an hour", Cause = "A replication slot without a reader keeps the log.",
            Mitigation = "Slot dropped; disk at 48 %.", Resolution = "Slots without a reader are dropped after six hours, with an alert.",
            Looking = ["The tables did not grow; the write-ahead log did."],
        },
        new(ServiceKind.Database, IncidentType.Latency, "{s}: replica {n} minutes behind")
        {
            Symptom = "Replica lag of {n} minutes", Cause = "A backfill writes faster than the replica replays.",
            Mitigation = "Reads go to the primary, the backfill is paused.", Resolution = "Backfills watch the lag and slow down.",
            Looking = ["Customers see old states of what they just changed.", "Lag shrinks by a minute each minute."],
            Public = "Changes may take some minutes to show.",
        },
        new(ServiceKind.Database, IncidentType.Outage, "{s}: failover took {n} minutes")
        {
            Numbers = (4, 25), Symptom = "No primary", Error = "FATAL: the database system is in recovery mode",
            Cause = "The primary's host failed, and two replicas waited for each other.",
            Mitigation = "A replica was promoted by hand.", Resolution = "The third vote is on another host; failover is rehearsed monthly.",
            Looking = ["The host does not answer. Promoting the replica with the newest log.", "Services reconnect; write errors fall."],
            Public = "Orders cannot be placed at the moment. Nothing is lost.",
        },
        new(ServiceKind.Database, IncidentType.Latency, "{s}: lock queue of {n} sessions after a migration")
        {
            Numbers = (20, 300), Symptom = "{n} sessions wait for a lock", Cause = "A migration needs a lock that a long report never gives away.",
            Mitigation = "Report ended, migration withdrawn.", Resolution = "Migrations give up after 2 s and try again.",
            Looking = ["Everything waits behind one statement."],
        },
        new(ServiceKind.Database, IncidentType.Data, "{s}: {n} rows with a wrong state after an import")
        {
            Numbers = (40, 3_000), Symptom = "The nightly check found {n} rows", Cause = "The import ran twice, because its first run was thought dead.",
            Mitigation = "Import stopped, affected rows marked.", Resolution = "Rows corrected from the backup; the import takes a lock.",
            Looking = ["All rows were written between 03:10 and 03:25.", "Comparing with last night's backup."],
        },
        new(ServiceKind.Stream, IncidentType.Latency, "{s}: consumers {n} minutes behind")
        {
            Symptom = "Lag of {n} minutes and growing", Cause = "One message that cannot be read is tried again for ever.",
            Mitigation = "Message put aside; consumers catch up.", Resolution = "After five tries a message is put aside, with an alert.",
            Looking = ["One partition stands still, the others are level.", "We found the message: an address of 70,000 characters."],
            Public = "Confirmations by mail arrive late.",
        },
        new(ServiceKind.Stream, IncidentType.Errors, "{s}: messages out of order for {n} customers")
        {
            Numbers = (5, 400), Symptom = "Orders shown as delivered before they were sent", Cause = "The number of partitions was raised while messages were under way.",
            Mitigation = "Consumers sort within a minute.", Resolution = "Partitions are added by a new stream, never in place.",
            Looking = ["Only customers whose key moved to another partition are affected."],
        },
    ];

    private static Fault[] OfTheRest =>
    [
        new(ServiceKind.Page, IncidentType.Errors, "{s}: blank page for {n} % of visitors")
        {
            Symptom = "Script errors for {n} % of visits", Error = "TypeError: undefined is not a function (bundle.js)",
            Cause = "A script uses a function that older browsers lack.",
            Mitigation = "Previous bundle delivered again.", Resolution = "The build targets the browsers that visit us.",
            Looking = ["Only browsers from before 2022 are affected."],
            Public = "Visitors with older browsers may see an empty page.",
        },
        new(ServiceKind.Page, IncidentType.Other, "{s}: prices without currency in {n} countries")
        {
            Numbers = (2, 7), Symptom = "Reports from the support desk", Cause = "A translation file lost its last lines in a merge.",
            Mitigation = "File restored.", Resolution = "A missing translation fails the build.",
            Looking = ["Amounts are right, only the sign is missing."],
        },
        new(ServiceKind.Page, IncidentType.Latency, "{s}: first view takes {n} s")
        {
            Numbers = (6, 15), Symptom = "Largest picture after {n} s", Cause = "Campaign pictures were uploaded at full size.",
            Mitigation = "Pictures replaced by smaller ones.", Resolution = "Uploads are scaled on arrival.",
            Looking = ["The home page weighs 14 MB."],
        },
        new(ServiceKind.Job, IncidentType.Data, "{s} stopped: {n} hours of work waiting")
        {
            Numbers = (3, 20), Symptom = "No run has finished for {n} hours", Error = "IOException: no space left on device",
            Cause = "Temporary files of failed runs were never removed.",
            Mitigation = "Files removed, job started by hand.", Resolution = "Each run cleans up after itself and before itself.",
            Looking = ["The job starts and ends after four seconds.", "The backlog needs about two hours."],
        },
        new(ServiceKind.Job, IncidentType.Errors, "{s}: {n} items failed and were not tried again")
        {
            Symptom = "{n} items in the dead-letter queue", Cause = "A partner changed its answer's date format.",
            Mitigation = "Both formats are read.", Resolution = "Failed items were run again; the partner announces changes now.",
            Looking = ["All failed items went to the same partner."],
        },
        new(ServiceKind.Supplier, IncidentType.ThirdParty, "{s}: {n} % of calls fail")
        {
            Symptom = "{n} % of calls fail since the alert", Error = "502 Bad Gateway from the provider",
            Cause = "The provider confirms trouble in its EU region.",
            Mitigation = "Calls go to the provider's other region.", Resolution = "The provider reports recovery; we are back on the nearer region.",
            Looking = ["The provider's status page is green; their support confirms errors.", "Retries hide about half of the failures."],
            Public = "A partner of ours has trouble; some functions are limited.",
        },
        new(ServiceKind.Supplier, IncidentType.ThirdParty, "{s} answers after {n} s")
        {
            Numbers = (3, 20), Symptom = "Median answer after {n} s, usually 0.3 s", Cause = "The provider throttles us: our contract's limit was reached.",
            Mitigation = "Answers are cached for five minutes.", Resolution = "Limit raised in the contract; an alert at 80 % of it.",
            Looking = ["The slowness depends on our own rate of calls."],
        },
        new(ServiceKind.Supplier, IncidentType.ThirdParty, "Unannounced maintenance at {s}, {n} minutes so far")
        {
            Symptom = "Connections refused", Error = "503: scheduled maintenance", Cause = "The provider's announcement went to a mailbox nobody reads.",
            Mitigation = "Requests wait in a queue until the provider is back.", Resolution = "The queue is empty again; announcements open a ticket now.",
            Looking = ["Their page says maintenance until further notice."],
            Public = "A partner is in maintenance; what you send will be handled later.",
        },
    ];
}
