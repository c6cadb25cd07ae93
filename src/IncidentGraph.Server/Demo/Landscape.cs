using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Services;

namespace IncidentGraph.Server.Demo;

/// <summary>Registers XYZ Corp's services, and what each depends on once all are there. The graph has cycles, as real ones do.</summary>
internal static class Landscape
{
    public static IEnumerable<Step> Steps(Cast cast, DateTimeOffset from) =>
    [
        .. DemoService.All.Select((service, i) => Registers(cast, service, from.AddMinutes(i))),
        .. DemoService.All.Where(service => service.DependsOn.Count > 0)
            .Select((service, i) => Connects(cast, service, from.AddHours(2).AddMinutes(i))),
    ];

    private static Step Registers(Cast cast, DemoService service, DateTimeOffset at) => new(at, cast.Ada, async (work, ct) =>
    {
        var id = await work.NextAsync(Counter.Service, ct);
        var decision = Service.Register(work.Act, id, new()
        {
            Key = service.Key,
            Name = service.Name,
            Description = service.Description,
            Tier = service.Tier,
            IsExternal = service.IsExternal,
            Owner = await work.TeamByKeyAsync(service.Team, ct),
            Tags = service.Tags,
            Links = Links(service),
        });
        if (decision.Value is not { } registered)
            return decision.Errors;
        work.Db.Services.Add(registered);
        cast.Add(registered);
        return [];
    });

    private static Step Connects(Cast cast, DemoService service, DateTimeOffset at) => new(at, cast.Ada, async (work, ct) =>
    {
        var from = await work.ServiceByKeyAsync(service.Key, ct)
            ?? throw new InvalidOperationException($"{service.Key} was registered before.");
        var errors = new List<DomainError>();
        foreach (var text in service.DependsOn)
        {
            var kind = text.StartsWith('~') ? DependencyKind.Soft : DependencyKind.Hard;
            var isCritical = kind == DependencyKind.Hard && !text.EndsWith('?');
            errors.AddRange(from.AddDependency(work.Act, cast.Service(text.Trim('~', '?')), kind, isCritical));
        }

        return errors;
    });

    private static IReadOnlyList<Link> Links(DemoService service) => service.IsExternal
        ? [new("Status page", $"https://status.{service.Key}.example/")]
        :
        [
            new("Runbook", $"https://wiki.xyz.example/runbooks/{service.Key}"),
            new("Dashboard", $"https://dashboards.xyz.example/d/{service.Key}"),
        ];
}
