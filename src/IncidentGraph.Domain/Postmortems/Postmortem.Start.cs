using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Domain.Postmortems;

public sealed partial class Postmortem
{
    /// <summary>Begins with what the incident says of itself. Possible once the incident is resolved; there is one at most.</summary>
    public static Decision<Postmortem> Start(Act act, Incident incident, SeverityCatalog severities, StartPostmortem command)
    {
        var bars = StartBars(act, incident, severities);
        if (bars.Count > 0)
            return bars;
        var checks = new Checks();
        CheckOwner(act, incident, command.Owner, checks);
        CheckDue(act, command.DueAt, checks);
        if (checks.Failed)
            return checks.Errors;

        var postmortem = new Postmortem
        {
            Id = incident.Id,
            OwnerId = command.Owner?.Id,
            Owner = command.Owner,
            DueAt = command.DueAt?.ToMoment() ?? PolicyDue(act, incident, severities),
            IsDueAtChosen = command.DueAt is not null,
            Summary = incident.Summary,
            CustomerImpact = incident.CustomerImpact,
            StartedAt = act.At,
        };
        postmortem.Invite(command.Participants.DistinctBy(u => u.Id).Take(PostmortemRules.Participants));
        postmortem.Tell(act, incident, new PostmortemStarted(incident.Id), $"{act.By.DisplayName} started {Of(incident)}");
        return postmortem;
    }

    private static List<DomainError> StartBars(Act act, Incident incident, SeverityCatalog severities)
    {
        if (!act.IsImport && !incident.IsVisibleTo(act.By))
            return [Refusal.NotFound("incident", "incidentId")];
        if (!act.IsImport && !act.By.Has(UserRole.Responder))
            return [NotAllowed(PostmortemRight.Responder, act.By)];
        if (incident.PostmortemStatus is not null)
            return [new AlreadyExistsError($"Incident {incident.Number} has a postmortem.", ["incidentId"], "Work on that one.", Ref(incident.Id))];
        if (incident.Status is IncidentStatus.Resolved or IncidentStatus.Closed)
            return [];
        return [incident.Stuck(act, severities, $"The incident is {Wire.Name(incident.Status)}: a postmortem starts once it is resolved.")];
    }
}
