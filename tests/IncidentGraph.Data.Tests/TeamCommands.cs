using System.Runtime.CompilerServices;
using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Tests;

/// <summary>The smallest commands that write state and events, free of rules: what is tested is how they are stored.</summary>
public static class TeamCommands
{
    public static Command Define(string key, IdempotencyKey? idempotency = null, int events = 1) => new()
    {
        By = Caller.System,
        Key = idempotency,
        Decide = async (work, ct) =>
        {
            var id = await work.NextAsync(Counter.Team, ct);
            if (await work.TeamByKeyAsync(key, ct) is { } team)
                return Decision.Refused(new AlreadyExistsError("The key is taken.", ["key"], "Take another.", EntityRef.Of("Team", team.Id)));

            work.Db.Add(new Team { Id = id, Key = key, Name = key });
            for (var i = 0; i < events; i++)
                Record(work.Act, Defined(work.Act, id));
            return Decision.Accepted(EntityRef.Of("Team", id));
        },
    };

    /// <summary>Changes one row and needs no counter, so that only the head of the log can make it wait.</summary>
    public static Command Rename(long id, string name, Func<Task>? meanwhile = null, int? expectedVersion = null) => new()
    {
        By = Caller.System,
        Decide = async (work, ct) =>
        {
            var team = await work.TeamAsync(id, ct) ?? throw new InvalidOperationException("No such team.");
            if (meanwhile is not null)
                await meanwhile();
            if (expectedVersion is { } expected && expected != team.Version)
                return Decision.Refused(Conflict(team, expected));

            team.Name = name;
            work.Db.Entry(team).Property(t => t.Version).CurrentValue++;
            Record(work.Act, Defined(work.Act, id));
            return Decision.Accepted(EntityRef.Of("Team", id));
        },
    };

    /// <summary>Makes a team that later commands of the batch go on with.</summary>
    public static Command Leave(Team team) => Contained((work) => work.Db.Add(team), team.Id);

    public static Command RenameLeft(Team team, string name) => Contained(
        work =>
        {
            work.Hold(team);
            team.Name = name;
            work.Db.Entry(team).Property(t => t.Version).CurrentValue++;
        },
        team.Id);

    public static Command RefuseContained() => new()
    {
        By = Caller.System,
        IsContained = true,
        Decide = (_, _) => Task.FromResult(Decision.Refused(new ValidationError("No.", null, "Do not."))),
    };

    public static Command Refuse(IdempotencyKey? idempotency = null) => new()
    {
        By = Caller.System,
        Key = idempotency,
        Decide = async (work, ct) =>
        {
            var id = await work.NextAsync(Counter.Team, ct);
            work.Db.Add(new Team { Id = id, Key = $"refused-{id}", Name = "Refused" });
            await work.Db.SaveChangesAsync(ct);
            return Decision.Refused(new ValidationError("No.", null, "Do not."));
        },
    };

    public static Task<long> CountTeams(this DataHost host) => host.Read(db => db.Teams.LongCountAsync());

    private static Command Contained(Action<Work> change, long teamId) => new()
    {
        By = Caller.System,
        IsContained = true,
        Decide = (work, _) =>
        {
            change(work);
            Record(work.Act, Defined(work.Act, teamId));
            return Task.FromResult(Decision.Accepted(EntityRef.Of("Team", teamId)));
        },
    };

    private static DomainEvent Defined(Act act, long id) => new()
    {
        Id = Ids.New(act.At),
        Type = EventType.TeamDefined,
        OccurredAt = act.At,
        RecordedAt = act.At,
        ActorId = act.By.ActorId,
        Audience = Audience.Internal,
        Version = 1,
        CommandId = act.CommandId,
        IsImported = act.IsImport,
        Summary = "A team was defined.",
        Payload = new TeamDefined(id),
    };

    private static VersionConflictError Conflict(Team team, int expected) =>
        new("It has changed.", ["expectedVersion"], "Read it again.", expected, team.Version, EntityRef.Of("Team", team.Id));

    /// <summary>Only the domain's rules record events in the program.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern void Record(Act act, DomainEvent happened);
}
