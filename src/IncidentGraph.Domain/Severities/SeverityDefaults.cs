using IncidentGraph.Domain.Incidents;
using static IncidentGraph.Domain.Incidents.IncidentRole;

namespace IncidentGraph.Domain.Severities;

/// <summary>The severities that a new installation starts with.</summary>
public static class SeverityDefaults
{
    public static IReadOnlyList<DefineSeverity> All { get; } =
    [
        Level(
            0, "Everything stops: the business is down, data is lost or exposed, or people are at risk.",
            new(Minutes(5), Minutes(15), Hours(1), Hours(4)), [Commander, Scribe, CommunicationsLead]),
        Level(
            1, "A critical service is down, or hurt for many customers, without a workaround.",
            new(Minutes(15), Minutes(30), Hours(2), Hours(8)), [Commander, CommunicationsLead]),
        Level(
            2, "An important service is degraded, or a critical one with a workaround.",
            new(Minutes(30), Hours(1), Hours(8), Hours(24))),
        Level(3, "Few are hurt, and a workaround exists.", new(Hours(4), Hours(24), Hours(48), Hours(120))),
        Level(4, "A nuisance, or a risk that has not hurt anybody yet.", new(Hours(24), null, null, Hours(24 * 30))),
    ];

    private static DefineSeverity Level(int level, string description, Deadlines within, params IReadOnlyList<IncidentRole> roles)
    {
        var isMajor = roles.Count > 0;
        return new()
        {
            Level = level,
            Name = $"Sev-{level}",
            Description = description,
            AcknowledgeWithin = within.Acknowledge,
            UpdateEvery = within.Update,
            MitigateWithin = within.Mitigate,
            ResolveWithin = within.Resolve,
            PostmortemWithin = isMajor ? Hours(24) : null,
            RequiredRoles = Change.To<IReadOnlyList<IncidentRole>?>(roles),
            RequiresPostmortem = isMajor,
            ResolvedBy = isMajor ? ResolverRule.Commander : ResolverRule.Responder,
        };
    }

    private static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);

    private static TimeSpan Hours(int hours) => TimeSpan.FromHours(hours);

    private sealed record Deadlines(TimeSpan? Acknowledge, TimeSpan? Update, TimeSpan? Mitigate, TimeSpan? Resolve);
}
