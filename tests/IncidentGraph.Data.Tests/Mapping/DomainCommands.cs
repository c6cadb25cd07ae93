using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Services;
using IncidentGraph.Domain.Severities;
using Xunit.Sdk;

namespace IncidentGraph.Data.Tests.Mapping;

/// <summary>The domain's own commands, run through Commit, each of which has to be accepted.</summary>
internal sealed class DomainCommands(DataHost host)
{
    public async Task<long> Invite(string handle)
    {
        var id = 0L;
        await Run(async (work, ct) =>
        {
            id = await work.NextAsync(Counter.Actor, ct);
            var invite = new InviteUser { Handle = handle, DisplayName = $"{handle} Ünal", Email = $"{handle.ToUpperInvariant()}@Example.org" };
            return Added(work, User.Invite(work.Act, id, invite));
        });
        return id;
    }

    public Task DefineSeverities() =>
        Run(async (work, ct) =>
        {
            await Task.CompletedTask;
            return [.. SeverityDefaults.All.SelectMany(severity => Added(work, Severity.Define(work.Act, severity, existing: null)))];
        });

    public Task DefineTeam(string key, params long[] members) =>
        Run(async (work, ct) =>
        {
            var existing = await work.TeamByKeyAsync(key, ct);
            var users = new List<User>();
            foreach (var id in members)
                users.Add((await work.UserAsync(id, ct))!); // Invited by the test.
            var define = new DefineTeam { Key = key, Name = key, Members = Change.To<IReadOnlyList<User>?>(users) };
            var team = Team.Define(work.Act, existing?.Id ?? await work.NextAsync(Counter.Team, ct), define, existing);
            return existing is null ? Added(work, team) : team.Errors;
        });

    public Task Register(string key, string team, params string[] tags) =>
        Run(async (work, ct) =>
        {
            var id = await work.NextAsync(Counter.Service, ct);
            var owner = await work.TeamByKeyAsync(team, ct);
            var register = new RegisterService { Key = key, Name = key, Owner = owner, Tags = tags, Links = [new("Runbook", "https://example.org/r")] };
            return Added(work, Service.Register(work.Act, id, register));
        });

    public Task OnService(string key, Func<Work, Service, Task<IReadOnlyList<DomainError>>> change) =>
        Run(async (work, ct) => await change(work, (await work.ServiceByKeyAsync(key, ct))!)); // Registered by the test.

    public Task Declare(string service, DeclareIncident incident) =>
        Run(async (work, ct) =>
        {
            var number = await work.NextAsync(Counter.Incident, ct);
            var affected = (await work.ServiceByKeyAsync(service, ct))!; // Registered by the test.
            var catalog = new SeverityCatalog(await work.SeveritiesAsync(ct));
            var declare = incident with
            {
                Severity = catalog.Find(1),
                Services = [new(affected, ImpactLevel.MajorOutage, "All payments fail")],
            };
            return Added(work, Incident.Declare(work.Act, number, declare, catalog));
        });

    /// <summary>Answers the incident as the command left it.</summary>
    public async Task<Incident> OnIncident(
        long number, Func<Work, Incident, SeverityCatalog, Task<IReadOnlyList<DomainError>>> change)
    {
        var changed = default(Incident);
        await Run(async (work, ct) =>
        {
            changed = await work.IncidentAsync(number, ct);
            return await change(work, changed!, new SeverityCatalog(await work.SeveritiesAsync(ct))); // Declared by the test.
        });
        return changed!; // Set by the decision.
    }

    private async Task Run(Func<Work, CancellationToken, Task<IReadOnlyList<DomainError>>> decide)
    {
        var result = await host.Run(new Command
        {
            By = Caller.System,
            Decide = async (work, ct) => await decide(work, ct) is { Count: > 0 } errors ? Decision.Refused(errors) : Decision.Accepted(),
        });
        if (!result.IsAccepted)
            throw new XunitException(string.Join(Environment.NewLine, result.Errors));
    }

    private static IReadOnlyList<DomainError> Added<T>(Work work, Decision<T> decision)
        where T : class
    {
        if (decision.Value is { } added)
            work.Db.Add(added);
        return decision.Errors;
    }
}
