namespace IncidentGraph.Server.Telemetry;

/// <summary>
/// The host logs the address of each request, and the address of an event stream may hold a ticket: what tells it is left out, however much else
/// is asked to be logged. Spans and metrics tell of requests.
/// </summary>
internal static class AddressesInLogs
{
    private const string Category = "Microsoft.AspNetCore.Hosting.Diagnostics";

    public static void Leave(IServiceCollection services) => services.PostConfigure<LoggerFilterOptions>(filters =>
    {
        // A rule for a kind of log goes before one for all; among others, the last for the longest category holds.
        List<string?> kinds = [.. filters.Rules.Select(rule => rule.ProviderName).Append(null).Distinct(StringComparer.Ordinal)];
        foreach (var kind in kinds)
            filters.Rules.Add(new LoggerFilterRule(kind, Category, LogLevel.Warning, filter: null));
    });
}
