using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Domain.Severities;
using IncidentGraph.Server.Mutations;

namespace IncidentGraph.Server.Incidents;

/// <summary>What one command on an incident has at hand.</summary>
internal sealed record IncidentWork(Work Work, Incident Incident, SeverityCatalog Severities, CancellationToken Aborted)
{
    public IncidentGraph.Domain.Events.Act Act => Work.Act;
}

/// <summary>The frame of every command on one incident: find it, check the version, let it decide, name it in the answer.</summary>
internal static class IncidentCommands
{
    public static EntityRef Ref(this Incident incident) => EntityRef.Of("Incident", incident.Id);

    public static Func<Work, CancellationToken, Task<Decision>> On(
        ITargetInput input, Func<IncidentWork, Task<Decision>> decide) => On(input.Id, input.ExpectedVersion, "id", decide);

    /// <param name="id">The incident, by id or number.</param>
    /// <param name="expectedVersion">The one that the caller saw.</param>
    /// <param name="field">The input's field that holds the id.</param>
    /// <param name="decide">Decides with the incident at hand.</param>
    public static Func<Work, CancellationToken, Task<Decision>> On(
        string id, int? expectedVersion, string field, Func<IncidentWork, Task<Decision>> decide) => async (work, ct) =>
        {
            if (await work.FindIncidentAsync(id, ct) is not { } incident)
                return Decisions.NotFound("incident", field);
            if (Decisions.Conflict(expectedVersion, incident.Version, incident.Ref()) is { } conflict)
                return conflict;
            var at = new IncidentWork(work, incident, await work.CatalogAsync(ct), ct);
            var decision = await decide(at);
            if (decision.IsAccepted)
                await RescheduleAsync(at, ct);
            return decision;
        };

    public static Func<Work, CancellationToken, Task<Decision>> On(
        ITargetInput input, Func<IncidentWork, IReadOnlyList<DomainError>> decide) =>
        On(input, at => Task.FromResult(Decisions.Of(decide(at), at.Incident.Ref())));

    public static Func<Work, CancellationToken, Task<Decision>> OnWithUser(
        ITargetInput input, string userId, Func<IncidentWork, User, IReadOnlyList<DomainError>> decide) =>
        On(input, async at => await at.Work.FindUserAsync(userId, at.Aborted) is { } user
            ? Decisions.Of(decide(at, user), at.Incident.Ref())
            : Decisions.NotFound("user", "userId"));

    public static Func<Work, CancellationToken, Task<Decision>> OnWithSeverity(
        ITargetInput input, string? severityId, Func<IncidentWork, Severity?, IReadOnlyList<DomainError>> decide) =>
        On(input, async at =>
        {
            var severity = severityId is null ? null : await at.Work.FindSeverityAsync(severityId, at.Aborted);
            return severityId is not null && severity is null
                ? Decisions.NotFound("severity", "severityId")
                : Decisions.Of(decide(at, severity), at.Incident.Ref());
        });

    public static Func<Work, CancellationToken, Task<Decision>> OnWithServices(
        ITargetInput input, IReadOnlyList<ServiceImpactInput>? services,
        Func<IncidentWork, IReadOnlyList<AffectedService>, IReadOnlyList<DomainError>> decide) =>
        On(input, async at =>
        {
            var (affected, errors) = await at.Work.AffectedAsync(services, at.Aborted);
            return Decisions.Of(errors.Count > 0 ? errors : decide(at, affected), at.Incident.Ref());
        });

    public static async Task<(IReadOnlyList<AffectedService> Affected, IReadOnlyList<DomainError> Errors)> AffectedAsync(
        this Work work, IReadOnlyList<ServiceImpactInput>? services, CancellationToken ct)
    {
        var affected = new List<AffectedService>();
        var errors = new List<DomainError>();
        var given = services ?? [];
        if (given.Count > MostServices)
            return ([], [new ValidationError($"{given.Count} services are too many.", ["services"], $"Name at most {MostServices}.")]);
        for (var i = 0; i < given.Count; i++)
        {
            if (await work.FindServiceAsync(given[i].ServiceId, ct) is { } service)
                affected.Add(new AffectedService(service, given[i].Level, given[i].Note));
            else
                errors.Add(Refusal.NotFound("service", "services", i.ToString(), "serviceId"));
        }

        return (affected, errors);
    }

    /// <summary>Another severity or resolution moves the due time of a postmortem under way.</summary>
    private static async Task RescheduleAsync(IncidentWork at, CancellationToken ct)
    {
        if (at.Incident.PostmortemStatus is not { } status || PostmortemLifecycle.IsPublished(status))
            return;
        if (await at.Work.PostmortemAsync(at.Incident.Id, ct) is { } postmortem)
            postmortem.Reschedule(at.Act, at.Incident, at.Severities);
    }

    /// <summary>More than any real incident names (171 components have been seen).</summary>
    private const int MostServices = 200;
}
