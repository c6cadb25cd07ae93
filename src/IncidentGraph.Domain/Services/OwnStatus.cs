using System.Linq.Expressions;
using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Domain.Services;

/// <summary>A service's own status: the worst of its open impacts in the incidents that count.</summary>
public static class OwnStatus
{
    /// <summary>
    /// The incidents whose impacts count: open, past triage, no test, and not private (a private incident contributes to no
    /// status, for anyone). An expression, so that databases decide by the same rule.
    /// </summary>
    public static readonly Expression<Func<Incident, bool>> Counting =
        incident => incident.IsOpen && incident.Status != IncidentStatus.Triage && !incident.IsPrivate && !incident.IsTest;

    public static ServiceStatus Of(ImpactLevel level) => level switch
    {
        ImpactLevel.MajorOutage => ServiceStatus.MajorOutage,
        ImpactLevel.PartialOutage => ServiceStatus.PartialOutage,
        _ => ServiceStatus.Degraded,
    };

    /// <param name="levels">The levels of the open impacts that count.</param>
    public static ServiceStatus Worst(IEnumerable<ImpactLevel> levels)
        => levels.Select(Of).DefaultIfEmpty(ServiceStatus.Operational).Max();
}
