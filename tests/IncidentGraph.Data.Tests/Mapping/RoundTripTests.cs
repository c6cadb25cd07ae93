using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentGraph.Data.Commits;
using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Services;
using IncidentGraph.Domain.Severities;
using IncidentGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Tests.Mapping;

public sealed class RoundTripTests
{
    private static readonly string[] NotLoaded =
        [nameof(Incident.Updates), nameof(Incident.Tasks), nameof(Incident.Factors), nameof(Incident.Whys), nameof(Incident.Relations)];

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() }, WriteIndented = true };

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task Whatever_the_rules_do_to_an_incident_is_read_back_as_it_was(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database);
        var commands = new DomainCommands(host);
        var (ada, bob) = await Prepare(commands);
        await Declare(commands);
        await Declare(commands);

        foreach (var change in Changes(ada, bob))
        {
            var left = await commands.OnIncident(1, change);
            Assert.Equal(JsonSerializer.Serialize(Shape(left), Json), JsonSerializer.Serialize(Shape(await Read(host, 1)), Json));
        }

        var updates = await host.Read(db => db.Updates.OrderBy(u => u.Ordinal).Select(u => u.Body).ToListAsync());
        Assert.Equal(["We are on it.", "Über alles 😀"], updates);
        Assert.Equal(IncidentStatus.Merged, (await Read(host, 1)).Status);
        var task = await host.Read(db => db.Tasks.Include(t => t.Assignee).SingleAsync());
        Assert.Equal(("Übernehmen 😀", "مكتمل", "bob"), (task.Title, task.Result, task.Assignee?.Handle));
        Assert.Equal([new("Log", "https://example.org/l")], (await host.Read(db => db.Factors.SingleAsync())).Links);
        await AssertFactsFollow(host);
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task Tags_members_and_dependencies_are_replaced_by_difference(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database);
        var commands = new DomainCommands(host);
        var (ada, bob) = await Prepare(commands);

        await commands.DefineTeam("core", bob);
        await commands.OnService("checkout", (work, service) => Task.FromResult(
            service.Update(work.Act, new UpdateService { Tags = Change.To<IReadOnlyList<string>?>(["web", "gold"]) })));
        await commands.OnService("checkout", async (work, service) => Remove(work, service, await work.ServiceByKeyAsync("gateway", default)));
        await commands.OnService("checkout", async (work, service) =>
            service.AddDependency(work.Act, (await work.ServiceByKeyAsync("gateway", default))!, DependencyKind.Soft)); // Registered above.

        Assert.Equal([bob], await host.Read(db => db.TeamMembers.Select(m => m.UserId).ToListAsync()));
        Assert.Equal(["gold", "web"], await host.Read(db => db.ServiceTags.OrderBy(t => t.Tag).Select(t => t.Tag).ToListAsync()));
        Assert.Equal(DependencyKind.Soft, (await host.Read(db => db.Dependencies.SingleAsync())).Kind);
        Assert.NotEqual(ada, bob);
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task Derived_columns_follow_what_they_derive_from(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database);
        var commands = new DomainCommands(host);
        var (ada, _) = await Prepare(commands);
        await Declare(commands);

        var before = await Derivations(host);
        await commands.OnIncident(1, (work, incident, all) => Done(incident.Update(work.Act, new UpdateIncident { Title = "ÜBER Größe" })));
        await commands.OnIncident(1, async (work, incident, all) =>
            incident.AssignRole(work.Act, IncidentRole.Commander, (await work.UserAsync(ada, default))!)); // Invited above.
        await commands.OnIncident(1, (work, incident, all) => Done(incident.Resolve(work.Act, all, "Fixed")));
        var after = await Derivations(host);

        Assert.Equal(("payments fail", 1, (int)IncidentStatus.Investigating, Moment.Never), before);
        Assert.Equal(("über größe", 1, (int)IncidentStatus.Resolved), (after.Title, after.Severity, after.Status));
        Assert.Equal((await Read(host, 1)).ResolvedAt, after.Resolved);
        Assert.Equal(["ada@example.org", "bob@example.org"], await host.Read(db => db.Users.OrderBy(u => u.Id).Select(u => EF.Property<string>(u, Derived.EmailFolded)).ToListAsync()));
    }

    private static IEnumerable<Func<Work, Incident, SeverityCatalog, Task<IReadOnlyList<DomainError>>>> Changes(long ada, long bob)
    {
        yield return (work, incident, all) => Done(incident.Acknowledge(work.Act, all));
        yield return async (work, incident, all) => incident.AssignRole(work.Act, IncidentRole.Commander, (await work.UserAsync(ada, default))!);
        yield return async (work, incident, all) => incident.AssignRole(work.Act, IncidentRole.Commander, (await work.UserAsync(bob, default))!, "Good night");
        yield return (work, incident, all) => Done(incident.Identify(work.Act, all, "The gateway"));
        yield return async (work, incident, all) => incident.SetImpact(work.Act, all, (await work.ServiceByKeyAsync("gateway", default))!, ImpactLevel.Degraded);
        yield return (work, incident, all) => Done(incident.Mitigate(work.Act, all, "Rerouted"));
        yield return (work, incident, all) => Done(incident.PostUpdate(work.Act, all, Audience.Public, "We are on it."));
        yield return (work, incident, all) => Done(incident.PostUpdate(work.Act, all, Audience.Internal, "Über alles 😀"));
        yield return async (work, incident, all) => incident.AddTask(
            work.Act, new AddTask { Title = "Übernehmen 😀", IsRequired = true, Assignee = await work.UserAsync(bob, default), DueAt = work.Act.At.AddHours(1) });
        yield return async (work, incident, all) =>
        {
            await work.Db.Tasks.LoadAsync();
            return incident.CompleteTask(work.Act, all, incident.Tasks[0].Id, Domain.Incidents.TaskStatus.Done, "مكتمل");
        };
        yield return (work, incident, all) => Done(incident.RecordFactor(work.Act, FactorCategory.Process, "x", null, [new("Log", "https://example.org/l")]));
        yield return (work, incident, all) => Done(incident.RecordWhy(work.Act, "x"));
        yield return (work, incident, all) => Done(incident.ChangeSeverity(work.Act, all, all.Find(2)!, "Less than feared"));
        yield return (work, incident, all) => Done(incident.Resolve(work.Act, all, "Fixed"));
        yield return (work, incident, all) => Done(incident.Reopen(work.Act, all, "Not fixed"));
        yield return (work, incident, all) => Done(incident.ChangeVisibility(work.Act, true, "Customer names"));
        yield return async (work, incident, all) => incident.RemoveParticipant(work.Act, (await work.UserAsync(ada, default))!);
        yield return async (work, incident, all) => incident.AddParticipant(work.Act, (await work.UserAsync(ada, default))!);
        yield return async (work, incident, all) => incident.Merge(work.Act, all, (await work.IncidentAsync(2, default))!);
    }

    /// <summary>Every event's facts begin where the incident's last ended, and the incident points to the last.</summary>
    private static async Task AssertFactsFollow(DataHost host)
    {
        var last = new Dictionary<long, Guid?>();
        foreach (var happened in (await host.Events()).Where(e => e.IncidentId is not null))
        {
            var id = happened.IncidentId!.Value; // Filtered above.
            Assert.Equal(last.GetValueOrDefault(id), happened.BeforeId);
            Assert.Equal(happened.AfterId, happened.After?.Id);
            Assert.NotEmpty(happened.After!.Services); // Equal to AfterId, which every incident's event has.
            last[id] = happened.AfterId;
        }

        Assert.Equal(last[1], (await Read(host, 1)).FactsId);
        Assert.Equal(2, last.Count);
    }

    private static async Task<(long Ada, long Bob)> Prepare(DomainCommands commands)
    {
        await commands.DefineSeverities();
        var ada = await commands.Invite("ada");
        var bob = await commands.Invite("bob");
        await commands.DefineTeam("core", ada);
        await commands.Register("gateway", "core");
        await commands.Register("checkout", "core", "web", "old");
        await commands.OnService("checkout", async (work, service) =>
            service.AddDependency(work.Act, (await work.ServiceByKeyAsync("gateway", default))!, DependencyKind.Hard)); // Registered above.
        return (ada, bob);
    }

    private static Task Declare(DomainCommands commands) =>
        commands.Declare("checkout", new DeclareIncident
        {
            Title = "Payments FAIL",
            Summary = "Nobody can pay.",
            Symptoms = ["HTTP 502", "Käufer beschweren sich"],
            ErrorMessages = ["upstream connect error"],
            Channels = [new("slack", "#inc-1", "https://example.org/c", 1)],
        });

    private static IReadOnlyList<DomainError> Remove(Work work, Service service, Service? dependsOn) =>
        service.RemoveDependency(work.Act, dependsOn!); // Registered above.

    private static Task<IReadOnlyList<DomainError>> Done(IReadOnlyList<DomainError> errors) => Task.FromResult(errors);

    private static Task<Incident> Read(DataHost host, long id) =>
        host.Read(db => db.Incidents.AsNoTracking().AsSplitQuery()
            .Include(i => i.Impacts.OrderBy(p => p.Ordinal)).Include(i => i.Roles.OrderBy(p => p.Ordinal))
            .Include(i => i.Participants.OrderBy(p => p.Ordinal)).Include(i => i.Facts!.Services)
            .SingleAsync(i => i.Id == id));

    /// <summary>All of it but the parts of which a command loads only what it names.</summary>
    private static Dictionary<string, object?> Shape(Incident incident) =>
        typeof(Incident).GetProperties().Where(p => !NotLoaded.Contains(p.Name))
            .ToDictionary(p => p.Name, p => p.GetValue(incident));

    private static Task<(string Title, int Severity, int Status, DateTimeOffset Resolved)> Derivations(DataHost host) =>
        host.Read(async db =>
        {
            var entry = db.Entry(await db.Incidents.SingleAsync());
            return (
                (string)entry.Property(Derived.TitleFolded).CurrentValue!,
                (int)entry.Property(Derived.SeveritySort).CurrentValue!,
                (int)entry.Property(Derived.StatusRank).CurrentValue!,
                (DateTimeOffset)entry.Property(Derived.ResolvedSort).CurrentValue!); // All required.
        });
}
