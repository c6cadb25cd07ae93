using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Services;

namespace IncidentGraph.Domain.Incidents;

// What is asked of the services that a command names.
public sealed partial class Incident
{
    /// <summary>A status page may name far more than people do.</summary>
    public const int MostImportedServices = 500;

    private static void CheckAffected(Act act, IReadOnlyList<AffectedService> services, Checks checks)
    {
        if (!checks.Fits(services, act.IsImport ? MostImportedServices : TextRules.Items, "services"))
            return;
        var seen = new HashSet<long>();
        for (var i = 0; i < services.Count; i++)
        {
            if (!seen.Add(services[i].Service.Id))
                checks.Invalid($"{services[i].Service.Key} is named twice.", "Name each service once.", "services", $"{i}", "serviceId");
            CheckInUse(act, services[i].Service, checks, "services", $"{i}", "serviceId");
            checks.Optional(services[i].Note, TextRules.Short, "services", $"{i}", "note");
        }
    }

    /// <summary>What is retired now was not when history happened.</summary>
    private static void CheckInUse(Act act, Service service, Checks checks, params IReadOnlyList<string> field)
    {
        if (service.Lifecycle == ServiceLifecycle.Retired && !act.IsImport)
            checks.Invalid($"{service.Key} is retired.", "Name a service that is in use.", field);
    }

    private void CheckLowered(Act act, IReadOnlyList<AffectedService> services, Checks checks)
    {
        CheckAffected(act, services, checks);
        for (var i = 0; i < services.Count; i++)
        {
            var current = Current(services[i].Service.Id)?.Level;
            if (services[i].Level is { } level && (current is null || level > current))
                checks.Invalid(
                    $"Mitigation does not raise the impact on {services[i].Service.Key}.",
                    "Lower or end it here; use setServiceImpact to raise it.",
                    "services", $"{i}", "level");
        }
    }
}
