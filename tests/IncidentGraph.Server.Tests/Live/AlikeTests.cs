using CsCheck;
using IncidentGraph.Data;
using IncidentGraph.Data.Logs;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Server.Events;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentGraph.Server.Tests.Live;

/// <summary>A filter selects the same events in memory, where they are pushed, and in SQL, where they are replayed.</summary>
public sealed class AlikeTests
{
    private static readonly string[] Keys = ["alpha", "beta", "gamma"];
    private static readonly Gen<string> SomeText = Gen.OneOf(Any("alpha", "al", "A", "ta", "payments", "", "zz", "%", "_"), Gen.String[Gen.Char['a', 'z'], 0, 2]);

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Filters_of_events_decide_alike(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);
        var log = await Fill(server);
        using var scope = server.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<IncidentDbContext>();
        var chosen = 0;

        await EventFilter.SampleAsync(
            async where =>
            {
                var filter = EventSearch.Events.Read(where);
                var inMemory = log.Where(filter.Compile()).Select(e => e.Position).ToList();
                var inSql = await db.Events.Where(filter).OrderBy(e => e.Position).Select(e => e.Position).ToListAsync();
                chosen += inSql.Count > 0 && inSql.Count < log.Count ? 1 : 0;
                Assert.Equal(inMemory, inSql);
            },
            iter: 400, threads: 1, print: Print);

        Assert.True(chosen > 100, $"Only {chosen} filters told some events from others.");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Filters_of_incidents_before_and_after_an_event_decide_alike(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);
        var log = await Fill(server);
        using var scope = server.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<IncidentDbContext>();

        await FactsFilter.SampleAsync(
            async where =>
            {
                var facts = EventSearch.Facts.Read(where);
                var matches = facts.Compile();
                var known = log.SelectMany(e => new[] { e.Before, e.After }).OfType<IncidentFacts>().DistinctBy(f => f.Id).ToList();
                var inMemory = known.Where(matches).Select(f => f.Id).Order().ToList();
                var inSql = await db.Set<IncidentFacts>().Where(facts).Select(f => f.Id).ToListAsync();
                Assert.Equal(inMemory, inSql.Order());
            },
            iter: 400, threads: 1, print: Print);
    }

    private static Gen<IDictionary<string, object?>> FactsFilter => Filter(
        ("number", Ordered(Gen.Int[1, 9].Select(n => (object)n))),
        ("type", Chosen(Any(Enum.GetValues<IncidentType>()).Select(t => (object)t))),
        ("status", Chosen(Any(Enum.GetValues<IncidentStatus>()).Select(s => (object)s))),
        ("isOpen", Chosen(Gen.Bool.Select(b => (object)b))),
        ("severity", Object(("level", Ordered(Gen.Int[0, 4].Select(n => (object)n))))),
        ("services", Services));

    private static Gen<IDictionary<string, object?>> EventFilter => Filter(
        ("type", Chosen(Any(Enum.GetValues<EventType>()).Select(t => (object)t))),
        ("audience", Chosen(Any(Enum.GetValues<Audience>()).Select(a => (object)a))),
        ("isImported", Chosen(Gen.Bool.Select(b => (object)b))),
        ("incident", FactsFilter.Select(f => (object?)f)),
        ("service", Object(("key", Text), ("tier", Ordered(Gen.Int[0, 4].Select(n => (object)n))), ("owner", Object(("key", Text))))));

    private static Gen<object?> Services
    {
        get
        {
            var service = Object(("key", Text), ("tier", Ordered(Gen.Int[0, 4].Select(n => (object)n))), ("owner", Object(("key", Text))));
            return Gen.OneOf(
                Gen.Select(Any("some", "none", "all"), service, (name, inner) => (object?)One(name, inner)),
                Gen.Bool.Select(any => (object?)One("any", any)));
        }
    }

    private static Gen<object?> Text => Gen.OneOf(
        Gen.Select(Any("eq", "neq", "contains", "ncontains", "startsWith", "nstartsWith", "endsWith", "nendsWith"), SomeText, (name, text) => (object?)One(name, text)),
        Any("eq", "neq", "contains", "ncontains").Select(name => (object?)One(name, null)),
        Gen.Select(Any("in", "nin"), SomeText.List[0, 3], (name, texts) => (object?)One(name, texts.Cast<object?>().ToList())));

    /// <summary>One or two fields, alone or joined by and, or.</summary>
    private static Gen<IDictionary<string, object?>> Filter(params (string Name, Gen<object?> Value)[] fields)
    {
        var one = Gen.Int[0, fields.Length - 1].SelectMany(i => fields[i].Value.Select(v => (IDictionary<string, object?>)One(fields[i].Name, v)));
        var many = Gen.Select(Any("and", "or"), one.List[0, 3], (name, list) => (IDictionary<string, object?>)One(name, list.Cast<object?>().ToList()));
        return Gen.OneOf(one, many);
    }

    private static Gen<object?> Object(params (string Name, Gen<object?> Value)[] fields) =>
        Gen.Int[0, fields.Length - 1].SelectMany(i => fields[i].Value.Select(v => (object?)One(fields[i].Name, v)));

    private static Gen<object?> Chosen(Gen<object> value) => Gen.OneOf(
        Gen.Select(Any("eq", "neq"), value, (name, v) => (object?)One(name, v)),
        Gen.Select(Any("in", "nin"), value.List[0, 3], (name, v) => (object?)One(name, v.Cast<object?>().ToList())));

    private static Gen<object?> Ordered(Gen<object> value) => Gen.OneOf(
        Chosen(value),
        Any("eq", "neq", "gt").Select(name => (object?)One(name, null)),
        Gen.Select(Any("gt", "ngt", "gte", "ngte", "lt", "nlt", "lte", "nlte"), value, (name, v) => (object?)One(name, v)));

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Dictionary<string, object?> One(string name, object? value) => new(StringComparer.Ordinal) { [name] = value };

    private static string Print(object? value) => value switch
    {
        IDictionary<string, object?> d => $"{{{string.Join(", ", d.Select(p => $"{p.Key}: {Print(p.Value)}"))}}}",
        IEnumerable<object?> list => $"[{string.Join(", ", list.Select(Print))}]",
        null => "null",
        _ => value.ToString()!, // enums, numbers and texts have one
    };

    /// <summary>Incidents with and without severity, services with and without owner, in all sorts of states.</summary>
    private static async Task<IReadOnlyList<DomainEvent>> Fill(TestServer server)
    {
        var admin = server.As("root", Persona.Admin);
        await admin.Mutate("defineTeam", new { key = "payments", name = "Payments" });
        for (var i = 0; i < Keys.Length; i++)
            await admin.Mutate("registerService", new { key = Keys[i], name = Keys[i], tier = i, ownerId = i == 1 ? null : "payments" });
        for (var i = 0; i < 8; i++)
            await FillOne(admin, i);
        return await server.Services.GetRequiredService<EventLog>().ReadAsync(0, 1000, CancellationToken.None);
    }

    private static async Task FillOne(GraphQLClient admin, int i)
    {
        var type = Names[i % Names.Length];
        var declared = await admin.Declare(i % 3 == 0
            ? new { type, triage = true, severityId = (string?)null }
            : (object)new { type, severityId = $"{i % 5}", isPrivate = i == 5 });
        for (var s = 0; s < i % 4 && s < Keys.Length; s++)
            await admin.Mutate("setServiceImpact", new { id = declared.Id, serviceId = Keys[(i + s) % 3], level = "DEGRADED" });
        string[] steps = ["acknowledgeIncident", "resolveIncident"];
        foreach (var step in steps.Take(i % 3))
            await admin.Mutate(step, new { id = declared.Id });
        if (i % 2 == 0)
            await admin.Mutate("cancelIncident", new { id = declared.Id, reason = "Called off" });
        await admin.Mutate("postIncidentUpdate", new { id = declared.Id, audience = i % 2 == 0 ? "PUBLIC" : "INTERNAL", body = "News" });
    }

    private static readonly string[] Names = ["OUTAGE", "LATENCY", "ERRORS", "THIRD_PARTY"];
}
