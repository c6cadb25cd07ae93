using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentGraph.Data.Commits;
using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Domain.Severities;
using IncidentGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Tests.Mapping;

public sealed class PostmortemRoundTripTests
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() }, WriteIndented = true };

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task Whatever_the_rules_do_to_a_postmortem_is_read_back_as_it_was(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database);
        var ada = await Prepare(new DomainCommands(host));

        foreach (var change in Changes(ada))
        {
            var left = await Run(host, change);
            Assert.Equal(JsonSerializer.Serialize(left, Json), JsonSerializer.Serialize(await Read(host), Json));
        }

        var shown = await Read(host);
        Assert.Equal(PostmortemStatus.Closed, shown.Status);
        Assert.Equal(["Über 🔥 אבג"], shown.Lessons);
        var sorts = await host.Read(async db =>
        {
            var (review, followUp) = (db.Entry(await db.Postmortems.SingleAsync()), db.Entry(await db.FollowUps.SingleAsync(f => f.Id == 1)));
            return (review.Property(Derived.PublishedSort).CurrentValue, followUp.Property(Derived.DueSort).CurrentValue, followUp.Property(Derived.PriorityRank).CurrentValue, followUp.Property(Derived.TitleFolded).CurrentValue);
        });
        Assert.Equal((shown.PublishedAt, Moment.Never, (int)Grade.High, "better ìndexing"), sorts);
    }

    /// <summary>The facts of an event are those of its moment, though the review leaves the incident's version alone.</summary>
    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task Whoever_is_faster_on_the_incident_makes_the_review_decide_again(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var host = new DataHost(database);
        var commands = new DomainCommands(host);
        await Prepare(commands);
        var version = (await host.Read(db => db.Incidents.SingleAsync())).Version;

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => i % 2 == 0
            ? commands.OnIncident(1, (work, incident, _) => Task.FromResult(incident.ChangeVisibility(work.Act, !incident.IsPrivate, "Race")))
            : Task.CompletedTask).Concat(Enumerable.Range(0, 6).Select(i => (Task)Run(host, (work, incident, review, all) =>
                Task.FromResult(review.Update(work.Act, incident, all, new() { Summary = $"Summary {i}" }))))));

        var last = default(Guid?);
        foreach (var happened in await host.Events())
        {
            if (happened.IncidentId is null)
                continue;
            Assert.Equal(last, happened.BeforeId);
            last = happened.AfterId;
        }

        Assert.Equal(version + 6, (await host.Read(db => db.Incidents.SingleAsync())).Version);
        Assert.Equal(7, (await Read(host)).Version);
    }

    private static IEnumerable<Func<Work, Incident, Postmortem, SeverityCatalog, Task<IReadOnlyList<DomainError>>>> Changes(long ada)
    {
        yield return async (work, incident, review, all) => review.Update(work.Act, incident, all, new()
        {
            Owner = await work.UserAsync(ada, default),
            Participants = Change.To<IReadOnlyList<User>?>([(await work.UserAsync(ada, default))!]), // Invited before.
            Summary = new string('x', TextRules.Long),
            CustomerImpact = "Nobody could pay",
            RootCause = "🔥",
            Lessons = Change.To<IReadOnlyList<string>?>(["Über 🔥 אבג"]),
            FaultTree = Change.To<IReadOnlyList<FaultTreeEntry>?>([new("a", "top", FaultGate.Cause, "x", 1), new("top", null, FaultGate.And, "y", null)]),
            ReviewMeeting = new Meeting(Moment.Never.AddYears(-7000), "https://example.org/m"),
            Timeline = Change.To<IReadOnlyList<ChosenEvent>?>([new(await work.Db.Events.AsNoTracking().FirstAsync(e => e.IncidentId == 1), "First")]),
        });
        yield return (work, incident, review, _) => Done(review.AddFollowUp(work.Act, incident, 1, new() { Title = "Better ÌNDEXING", Priority = Grade.High }));
        yield return async (work, incident, review, _) => review.AddFollowUp(
            work.Act, incident, 2, new() { Title = "Stricter SLAs", Owner = await work.UserAsync(ada, default), DueAt = work.Act.At.AddDays(1), TicketUrl = "https://example.org/t" });
        yield return async (work, incident, review, _) => review.UpdateFollowUp(work.Act, incident, 1, new() { Owner = await work.UserAsync(ada, default) });
        yield return (work, incident, review, _) => Done(review.Submit(work.Act, incident));
        yield return (work, incident, review, all) => Done(review.Return(work.Act, incident, all, "Not yet"));
        yield return async (work, incident, review, all) => review.Update(work.Act, incident, all, new()
        {
            Participants = Change.To<IReadOnlyList<User>?>([]),
            Timeline = Change.To<IReadOnlyList<ChosenEvent>?>([new(await work.Db.Events.AsNoTracking().OrderBy(e => e.Position).LastAsync(e => e.IncidentId == 1), null)]),
        });
        yield return (work, incident, review, _) => Done(review.Submit(work.Act, incident));
        yield return (work, incident, review, _) => Done(review.Approve(work.Act, incident));
        yield return (work, incident, review, _) => Done(review.Publish(work.Act, incident));
        yield return (work, incident, review, _) => Done(review.StartFollowUp(work.Act, incident, 1));
        yield return (work, incident, review, _) => Done(review.CompleteFollowUp(work.Act, incident, 1));
        yield return (work, incident, review, _) => Done(review.VerifyFollowUp(work.Act, incident, 1));
        yield return (work, incident, review, _) => Done(review.DropFollowUp(work.Act, incident, 2, "Replaced"));
        yield return (work, incident, review, _) => Done(review.Close(work.Act, incident));
    }

    /// <summary>A resolved incident with a postmortem.</summary>
    private static async Task<long> Prepare(DomainCommands commands)
    {
        await commands.DefineSeverities();
        var ada = await commands.Invite("ada");
        await commands.DefineTeam("core", ada);
        await commands.Register("checkout", "core");
        await commands.Declare("checkout", new DeclareIncident { Title = "Payments fail", Summary = "Nobody can pay." });
        await commands.OnIncident(1, async (work, incident, _) => incident.AssignRole(work.Act, IncidentRole.Commander, (await work.UserAsync(ada, default))!)); // Invited above.
        await commands.OnIncident(1, (work, incident, all) => Done(incident.Resolve(work.Act, all, "Fixed")));
        await commands.OnIncident(1, (work, incident, all) =>
        {
            var started = Postmortem.Start(work.Act, incident, all, new());
            work.Db.Add(started.Value!); // Nothing keeps it from starting.
            return Done(started.Errors);
        });
        return ada;
    }

    private static async Task<Postmortem> Run(DataHost host, Func<Work, Incident, Postmortem, SeverityCatalog, Task<IReadOnlyList<DomainError>>> change)
    {
        var changed = default(Postmortem);
        var result = await host.Run(new Command
        {
            By = Caller.System,
            Decide = async (work, ct) =>
            {
                var incident = (await work.IncidentAsync(1, ct))!; // Declared by the test.
                changed = await work.PostmortemAsync(1, ct);
                var errors = await change(work, incident, changed!, new SeverityCatalog(await work.SeveritiesAsync(ct))); // Started by the test.
                return errors.Count > 0 ? Decision.Refused(errors) : Decision.Accepted();
            },
        });
        Assert.Empty(result.Errors);
        return changed!; // Set by the decision.
    }

    private static Task<Postmortem> Read(DataHost host) => host.Read(db => db.Postmortems.AsNoTracking().AsSplitQuery()
        .Include(p => p.Owner).Include(p => p.Participants.OrderBy(m => m.Ordinal)).ThenInclude(m => m.User)
        .Include(p => p.Timeline.OrderBy(e => e.Position)).Include(p => p.FollowUps.OrderBy(f => f.Id)).ThenInclude(f => f.Owner)
        .SingleAsync());

    private static Task<IReadOnlyList<DomainError>> Done(IReadOnlyList<DomainError> errors) => Task.FromResult(errors);
}
