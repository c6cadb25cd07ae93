using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mutations;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Postmortems;

[MutationType]
public sealed class StartPostmortems(CallerCommands commands)
{
    public Task<MutationPayload> StartPostmortemAsync(StartPostmortemInput input, CancellationToken ct) =>
        commands.RunAsync(input, (work, aborted) => StartAsync(work, input, aborted), ct);

    private static async Task<Decision> StartAsync(Work work, StartPostmortemInput input, CancellationToken ct)
    {
        if (await work.FindIncidentAsync(input.IncidentId, ct) is not { } incident)
            return Decisions.NotFound("incident", "incidentId");
        if (Decisions.Conflict(input.ExpectedVersion, incident.Version, EntityRef.Of("Incident", incident.Id)) is { } conflict)
            return conflict;
        var owner = input.OwnerId is { } id ? await work.FindUserAsync(id, ct) : await DefaultOwnerAsync(work, incident, ct);
        if (input.OwnerId is not null && owner is null)
            return Decisions.NotFound("user", "ownerId");

        var start = new StartPostmortem { Owner = owner, DueAt = input.DueAt, Participants = await ParticipantsAsync(work, incident, ct) };
        var started = Postmortem.Start(work.Act, incident, await work.CatalogAsync(ct), start);
        if (started.Value is not { } postmortem)
            return Decisions.Of(started.Errors);
        work.Db.Add(postmortem);
        return Decisions.Of([], postmortem.Ref());
    }

    private static async Task<User?> DefaultOwnerAsync(Work work, Incident incident, CancellationToken ct)
    {
        var commander = incident.CommanderId is { } id ? await work.UserAsync(id, ct) : null;
        if (commander is { IsActive: true })
            return commander;
        return work.Act.By.IsUser ? await work.UserAsync(work.Act.By.ActorId, ct) : null;
    }

    private static async Task<IReadOnlyList<User>> ParticipantsAsync(Work work, Incident incident, CancellationToken ct)
    {
        var ids = incident.Participants.Select(p => p.UserId).Take(PostmortemRules.Participants).ToList();
        return await work.Db.Users.Where(u => ids.Contains(u.Id) && u.IsActive).OrderBy(u => u.Id).ToListAsync(ct);
    }
}
