using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Filtering;

/// <summary>Each operation of each filter input, on every database: the titles or keys that it finds.</summary>
public sealed class FilterTests(Sample sample) : IClassFixture<Sample>
{
    public static TheoryData<DatabaseProvider, string, string> Incidents() => OnAll(
        ("""title: { eq: "Ärger im Café" }""", "Ärger im Café"),
        ("""title: { eq: "ärger im café" }""", ""),
        ("""title: { neq: "Down" }""", "Slow|drain|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""title: { in: ["Down", "Slow", null] }""", "Down|Slow"),
        ("""title: { nin: ["Down", "Slow"] }""", "drain|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""title: { in: [] }""", ""),
        ("""title: { contains: "ÄRGER" }""", "Ärger im Café"),
        ("""title: { contains: "σίσυφοσ" }""", "ΣΊΣΥΦΟΣ 50%_\\"),
        ("""title: { contains: "D" }""", "Down|drain"),
        ("""title: { contains: "%" }""", "ΣΊΣΥΦΟΣ 50%_\\"),
        ("""title: { contains: "_" }""", "ΣΊΣΥΦΟΣ 50%_\\"),
        ("""title: { contains: "\\" }""", "ΣΊΣΥΦΟΣ 50%_\\"),
        ("""title: { contains: "" }""", "Down|Slow|drain|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""title: { ncontains: "D" }""", "Slow|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""title: { startsWith: "D" }""", "Down|drain"),
        ("""title: { nstartsWith: "d" }""", "Slow|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""title: { endsWith: "CAFÉ" }""", "Ärger im Café"),
        ("""title: { nendsWith: "N" }""", "Slow|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""title: { or: [{ startsWith: "s" }, { and: [{ contains: "d" }, { endsWith: "wn" }] }] }""", "Down|Slow"),
        ("""title: { contains: "d", endsWith: "n" }""", "Down|drain"),
        ("""summary: { eq: null }""", "Slow|drain|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""summary: { neq: null }""", "Down"),
        ("""summary: { contains: "ALL" }""", "Down"),
        ("""summary: { ncontains: "all" }""", "Slow|drain|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""number: { gte: 2, lte: 3 }""", "Slow|drain"),
        ("""number: { gt: 1, lt: 3 }""", "Slow"),
        ("""number: { ngt: 1 }""", "Down"),
        ("""number: { nlt: 5 }""", "ΣΊΣΥΦΟΣ 50%_\\"),
        ("""number: { ngte: 2 }""", "Down"),
        ("""number: { nlte: 4 }""", "ΣΊΣΥΦΟΣ 50%_\\"),
        ("""number: { eq: null }""", ""),
        ("""number: { in: [1, 3, 99] }""", "Down|drain"),
        ("""number: { nin: [1, 2, 3, 4] }""", "ΣΊΣΥΦΟΣ 50%_\\"),
        ("""type: { eq: OUTAGE }""", "Down"),
        ("""type: { neq: OTHER }""", "Down|Slow"),
        ("""type: { in: [OUTAGE, LATENCY] }""", "Down|Slow"),
        ("""type: { nin: [OUTAGE, OTHER] }""", "Slow"),
        ("""source: { eq: MONITORING }""", "Down"),
        ("""source: { nin: [MANUAL] }""", "Down"),
        ("""status: { eq: RESOLVED }""", "Slow"),
        ("""status: { in: [TRIAGE, RESOLVED] }""", "Slow|drain"),
        ("""status: { nin: [TRIAGE, INVESTIGATING] }""", "Slow"),
        ("""isOpen: { eq: false }""", "Slow"),
        ("""isOpen: { neq: false }""", "Down|drain|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""isTest: { eq: true }""", "drain"),
        ("""isPrivate: { eq: true }""", "Ärger im Café"),
        ("""impact: { eq: null }""", "Slow|drain|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""impact: { eq: HIGH }""", "Down"),
        ("""impact: { neq: HIGH }""", "Slow|drain|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""urgency: { in: [LOW, CRITICAL] }""", "Down"),
        ("""urgency: { nin: [LOW] }""", "Down|Slow|drain|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""severity: { level: { lte: 1 } }""", "Down"),
        ("""severity: { level: { neq: 1 } }""", "Slow|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""severity: { name: { eq: "Sev-1" } }""", "Down"),
        ("""severity: { name: { contains: "sev-2" } }""", "Slow|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""severity: { id: { eq: "1" } }""", "Down"),
        ("""severity: {}""", "Down|Slow|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""services: { any: false }""", "drain|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""services: { any: true }""", "Down|Slow"),
        ("""services: { some: { key: { eq: "web" } } }""", "Down|Slow"),
        ("""services: { none: { key: { eq: "db" } } }""", "Slow|drain|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""services: { all: { key: { eq: "web" } } }""", "Slow|drain|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""services: { some: { owner: { key: { eq: "crew" } } } }""", "Down"),
        ("""services: { some: { dependencies: { some: { key: { eq: "db" } } } } }""", "Down|Slow"),
        ("""commander: { handle: { eq: "boss" } }""", "Down"),
        ("""commander: { displayName: { contains: "NAME OF" } }""", "Down"),
        ("""participants: { any: true }""", "Down|Ärger im Café"),
        ("""participants: { some: { handle: { startsWith: "bo" } } }""", "Down"),
        ("""participants: { all: { isActive: { eq: true } } }""", "Down|Slow|drain|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""occurredAt: { lt: "2026-01-01T00:00:00.001Z" }""", "Down"),
        ("""occurredAt: { eq: "2026-01-01T01:00:00.000+01:00" }""", "Down"),
        ("""occurredAt: { neq: "2026-01-01T00:00:00Z" }""", "Slow|drain|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""occurredAt: { in: ["2026-01-01T00:00:00Z"] }""", "Down"),
        ("""occurredAt: { nin: ["2026-01-01T00:00:00Z"] }""", "Slow|drain|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""detectedAt: { gte: "2026-01-01T00:00:00Z", lte: "2026-01-02T00:00:00Z" }""", "Down"),
        ("""declaredAt: { gt: "2020-01-01T00:00:00Z" }""", "Down|Slow|drain|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""declaredAt: { nlt: "2100-01-01T00:00:00Z" }""", ""),
        ("""acknowledgedAt: { eq: null }""", "Down|drain|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""resolvedAt: { neq: null }""", "Slow"),
        ("""resolvedAt: { ngt: "2020-01-01T00:00:00Z" }""", "Down|drain|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""mitigatedAt: { in: [null] }""", "Down|drain|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""closedAt: { eq: null }, isOpen: { eq: false }""", "Slow"),
        ("""updatedAt: { ngte: "2020-01-01T00:00:00Z" }""", ""),
        ("""or: [{ title: { eq: "Down" } }, { number: { eq: 2 } }]""", "Down|Slow"),
        ("""and: [{ isOpen: { eq: true } }, { or: [{ type: { eq: OUTAGE } }, { isTest: { eq: true } }] }]""", "Down|drain"),
        ("""or: []""", "Down|Slow|drain|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""title: null""", "Down|Slow|drain|Ärger im Café|ΣΊΣΥΦΟΣ 50%_\\"),
        ("""number: { gt: 3, lt: 2 }""", ""));

    public static TheoryData<DatabaseProvider, string, string> Services() => OnAll(
        ("""key: { startsWith: "W" }""", "web"),
        ("""key: { in: ["web", "db"] }""", "db|web"),
        ("""name: { contains: "DATENBÄNK" }""", "db"),
        ("""tier: { lt: 2 }""", "db"),
        ("""lifecycle: { neq: PRODUCTION }""", "lone"),
        ("""isExternal: { eq: true }""", "lone"),
        ("""tags: { some: { eq: "pci" } }""", "db"),
        ("""tags: { none: { eq: "pci" } }""", "lone|web"),
        ("""tags: { any: false }""", "lone|web"),
        ("""tags: { all: { contains: "I" } }""", "db|lone|web"),
        ("""owner: { key: { eq: "crew" } }""", "db"),
        ("""owner: { name: { startsWith: "the" } }""", "db"),
        ("""dependencies: { some: { key: { eq: "db" } } }""", "web"),
        ("""dependencies: { any: false }""", "db|lone"),
        ("""dependents: { any: false }""", "lone|web"),
        ("""dependents: { all: { tier: { gte: 2 } } }""", "db|lone|web"));

    public static TheoryData<DatabaseProvider, string, string> Events() => OnAll(
        ("""type: { eq: INCIDENT_RESOLVED }""", "INCIDENT_RESOLVED"),
        ("""type: { in: [INCIDENT_RESOLVED, DEPENDENCY_ADDED] }""", "DEPENDENCY_ADDED|INCIDENT_RESOLVED"),
        ("""audience: { eq: PUBLIC }""", "INCIDENT_UPDATE_POSTED"),
        ("""isImported: { eq: true }""", ""),
        ("""occurredAt: { gt: "2100-01-01T00:00:00Z" }""", ""),
        ("""recordedAt: { gte: "2020-01-01T00:00:00Z" }, type: { eq: TEAM_DEFINED }""", "TEAM_DEFINED"),
        ("""service: { key: { eq: "web" } }, type: { in: [SERVICE_REGISTERED, DEPENDENCY_ADDED] }""", "SERVICE_REGISTERED|DEPENDENCY_ADDED"),
        ("""service: { owner: { key: { eq: "crew" } } }, type: { eq: SERVICE_REGISTERED }""", "SERVICE_REGISTERED"),
        ("""service: { tier: { lte: 1 } }, type: { eq: SERVICE_REGISTERED }""", "SERVICE_REGISTERED"),
        ("""incident: { number: { eq: 2 }, isOpen: { eq: true } }, type: { in: [INCIDENT_DECLARED, INCIDENT_RESOLVED] }""", "INCIDENT_DECLARED|INCIDENT_RESOLVED"),
        ("""incident: { number: { eq: 2 }, isOpen: { eq: false } }, type: { in: [INCIDENT_DECLARED, INCIDENT_RESOLVED] }""", "INCIDENT_RESOLVED"),
        ("""incident: { severity: { level: { lte: 1 } } }, type: { eq: INCIDENT_DECLARED }""", "INCIDENT_DECLARED"),
        ("""incident: { services: { some: { key: { eq: "db" } } } }, type: { eq: INCIDENT_DECLARED }""", "INCIDENT_DECLARED"),
        ("""incident: { services: { any: false } }, type: { eq: INCIDENT_DECLARED }""", "INCIDENT_DECLARED|INCIDENT_DECLARED|INCIDENT_DECLARED"),
        ("""incident: { type: { eq: LATENCY }, status: { eq: RESOLVED } }""", "INCIDENT_RESOLVED|SERVICE_IMPACT_SET"),
        ("""actorId: { eq: "User:nobody" }""", ""));

    [SkippableTheory]
    [MemberData(nameof(Incidents))]
    public Task Incidents_are_found_by(DatabaseProvider provider, string where, string titles) =>
        FindsAsync(provider, $"incidents(first: 100, order: [{{ number: ASC }}], where: {{ {where} }}) {{ nodes {{ found: title }} }}", titles);

    [SkippableTheory]
    [MemberData(nameof(Services))]
    public Task Services_are_found_by(DatabaseProvider provider, string where, string keys) =>
        FindsAsync(provider, $"services(first: 100, where: {{ {where} }}) {{ nodes {{ found: key }} }}", keys);

    [SkippableTheory]
    [MemberData(nameof(Events))]
    public Task Events_are_found_by(DatabaseProvider provider, string where, string types) =>
        FindsAsync(provider, $"events(first: 100, where: {{ {where} }}) {{ nodes {{ found: type }} }}", types);

    [SkippableTheory]
    [MemberData(nameof(Incidents))]
    public async Task The_total_counts_what_is_found(DatabaseProvider provider, string where, string titles)
    {
        var data = await (await sample.On(provider)).Query($"{{ incidents(first: 1, where: {{ {where} }}) {{ totalCount }} }}");

        Assert.Equal(titles.Split('|', StringSplitOptions.RemoveEmptyEntries).Length, data.GetProperty("incidents").Int("totalCount"));
    }

    [SkippableTheory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    [InlineData(DatabaseProvider.SqlServer)]
    public async Task Too_many_conditions_and_too_long_lists_are_refused(DatabaseProvider provider)
    {
        var client = await sample.On(provider);
        var branches = string.Join(", ", Enumerable.Repeat("{ number: { eq: 1 } }", 200));
        var numbers = string.Join(", ", Enumerable.Range(1, 201));

        Assert.Equal("BAD_USER_INPUT", (await client.Send($"{{ incidents(where: {{ or: [{branches}] }}) {{ totalCount }} }}")).RefusalCode);
        Assert.Equal("BAD_USER_INPUT", (await client.Send($"{{ incidents(where: {{ number: {{ in: [{numbers}] }} }}) {{ totalCount }} }}")).RefusalCode);
    }

    [SkippableTheory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    [InlineData(DatabaseProvider.SqlServer)]
    public async Task Text_that_no_database_can_hold_is_refused(DatabaseProvider provider)
    {
        var client = await sample.On(provider);

        foreach (var operation in (string[])["eq", "contains", "startsWith"])
        {
            var query = $"query($t: String) {{ incidents(where: {{ title: {{ {operation}: $t }} }}) {{ totalCount }} }}";
            Assert.Equal("BAD_USER_INPUT", (await client.Send(query, new { t = "a\0b" })).RefusalCode);
        }

        Assert.Equal("BAD_USER_INPUT", (await client.Send("query($t: String) { users(where: { handle: { in: [$t] } }) { totalCount } }", new { t = "\0" })).RefusalCode);
    }

    private async Task FindsAsync(DatabaseProvider provider, string field, string expected)
    {
        var data = await (await sample.On(provider)).Query($"{{ list: {field} }}");

        var found = data.GetProperty("list").GetProperty("nodes").EnumerateArray().Select(n => n.Text("found")).ToList();
        var wanted = expected.Split('|', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(wanted.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    private static TheoryData<DatabaseProvider, string, string> OnAll(params (string Where, string Found)[] cases)
    {
        var data = new TheoryData<DatabaseProvider, string, string>();
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
            foreach (var (where, found) in cases)
                data.Add(provider, where, found);
        return data;
    }
}
