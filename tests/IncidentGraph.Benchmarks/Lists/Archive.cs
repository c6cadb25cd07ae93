using System.Globalization;
using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentGraph.Benchmarks.Lists;

/// <summary>A server with so many incidents, of which one in ten is open.</summary>
internal sealed class Archive : IAsyncDisposable
{
    private const int Originals = 100;
    private const int Services = 5;

    private readonly TestServer _server;
    private readonly GraphQLClient _reader;

    private Archive(TestServer server, int size)
    {
        _server = server;
        _reader = server.As("rosa", Persona.Responder);
        Size = size;
    }

    public int Size { get; }

    public static async Task<Archive> StartAsync(DatabaseProvider provider, int size)
    {
        var server = await TestServer.StartAsync(
            provider, clock: null, ("GraphQL:CostBudget", "1000000000"), ("GraphQL:CostRestoreRate", "1000000000"));
        var admin = server.As("ada", Persona.Admin);
        var services = new List<string>();
        for (var i = 0; i < Services; i++)
            services.Add((await admin.Register(new { key = string.Create(CultureInfo.InvariantCulture, $"service-of-lists-{i}") })).Id);
        for (var i = 0; i < Originals; i++)
            await DeclareAsync(admin, Title(i), services[i % Services], severity: 2 + (i % 3), isOpen: i % 10 == 9);
        await using var scope = server.Services.CreateAsyncScope();
        await new Copies(scope.ServiceProvider.GetRequiredService<IncidentDbContext>(), Originals, (size / Originals) - 1).MakeAsync();
        return new Archive(server, size);
    }

    public async Task<double> PageAsync(PageQuery query)
    {
        var began = TimeProvider.System.GetTimestamp();
        var incidents = (await _reader.Query(query.Document, query.Variables)).GetProperty("incidents");
        var took = TimeProvider.System.GetElapsedTime(began);
        var count = incidents.GetProperty("nodes").GetArrayLength();
        return count == PageQuery.Count ? took.TotalMilliseconds : throw new InvalidOperationException($"{query.Name}: the page has {count} incidents.");
    }

    /// <summary>A cursor of the list, from an incident about half way through the numbers.</summary>
    public async Task<string> MiddleAsync(PageQuery first)
    {
        var half = new Dictionary<string, object> { ["number"] = new { lte = Size / 2 } };
        var number = Nodes(await OneAsync(first, half, new[] { new { number = "DESC" } }))[0].Int("number");
        var found = await OneAsync(first, new() { ["number"] = new { eq = number } }, first.Order);
        return found.GetProperty("pageInfo").GetProperty("endCursor").GetString()!; // the incident is there
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<JsonElement> OneAsync(PageQuery of, Dictionary<string, object> only, object? order)
    {
        object where = of.Where is null ? only : new { and = new[] { of.Where, only } };
        return (await _reader.Query(PageQuery.Text, new { first = 1, where, order })).GetProperty("incidents");
    }

    private static List<JsonElement> Nodes(JsonElement incidents) => [.. incidents.GetProperty("nodes").EnumerateArray()];

    /// <summary>In another order than the numbers. The last one's is in the middle, as half way through the numbers is a copy of the last.</summary>
    private static string Title(int i) => string.Create(CultureInfo.InvariantCulture, $"Outage {((37 * i) + 87) % Originals:00}");

    private static async Task DeclareAsync(GraphQLClient admin, string title, string service, int severity, bool isOpen)
    {
        var declared = await admin.Declare(new
        {
            title,
            severityId = severity.ToString(CultureInfo.InvariantCulture),
            services = new[] { new { serviceId = service, level = "DEGRADED" } },
        });
        (await admin.Mutate("postIncidentUpdate", new { id = declared.Id, audience = "INTERNAL", body = "We look" })).Accepted();
        if (!isOpen)
            (await admin.Mutate("resolveIncident", new { id = declared.Id })).Accepted();
    }
}
