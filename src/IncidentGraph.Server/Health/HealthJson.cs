using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentGraph.Server.Health;

/// <summary>The body of an answer: each check by its name. Only what the checks say of themselves, never an exception.</summary>
internal static class HealthJson
{
    public static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new
        {
            status = report.Status.ToString(),
            checks = report.Entries.ToDictionary(
                entry => entry.Key,
                entry => new { status = entry.Value.Status.ToString(), text = entry.Value.Exception is null ? entry.Value.Description : null },
                StringComparer.Ordinal),
        },
        context.RequestAborted);
}
