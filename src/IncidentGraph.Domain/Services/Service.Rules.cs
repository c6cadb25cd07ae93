using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;

namespace IncidentGraph.Domain.Services;

public sealed partial class Service
{
    public static Decision<Service> Register(Act act, long id, RegisterService command)
    {
        if (!MayOwn(act, command.Owner?.Id))
            return new List<DomainError> { NotOwned("Only members of the owning team, or admins, register a service.") };
        var checks = new Checks();
        var service = new Service
        {
            Id = id,
            Key = CheckedKey(command.Key, checks),
            Name = checks.Required(command.Name, TextRules.Name, "name"),
            Description = checks.Optional(command.Description, TextRules.Long, "description"),
            Tier = CheckedTier(command.Tier ?? 2, checks),
            Lifecycle = CheckedLifecycle(command.Lifecycle ?? ServiceLifecycle.Production, checks),
            IsExternal = command.IsExternal,
            OwnerId = command.Owner?.Id,
            Owner = command.Owner,
            Links = checks.Links(command.Links, "links"),
            RegisteredAt = act.At,
            UpdatedAt = act.At,
        };
        service.ReplaceTags(CheckedTags(command.Tags, checks));
        if (checks.Failed)
            return checks.Errors;

        Catalog.Record(act, new ServiceRegistered(), $"{act.By.DisplayName} registered the service {service.Key}", service.Version, service);
        return service;
    }

    /// <summary>Whoever gives a service away must own it now; nobody needs to belong to the new team.</summary>
    public IReadOnlyList<DomainError> Update(Act act, UpdateService command)
    {
        if (Bars(act) is { Count: > 0 } bars)
            return bars;
        var checks = new Checks();
        var changes = Compare(command, checks);
        if (checks.Failed || !changes.Any)
            return checks.Errors;

        Touch(act);
        changes.Apply();
        var fields = FieldChanges.Words(changes.Changes);
        Catalog.Record(act, new ServiceUpdated(changes.Changes), $"{act.By.DisplayName} changed {fields} of the service {Key}", Version, this);
        return [];
    }

    /// <summary>A service that is depended on, or that is hurt now, stays. Its own dependencies remain as history.</summary>
    public IReadOnlyList<DomainError> Retire(Act act, string reason, ServiceUse use)
    {
        if (Bars(act) is { Count: > 0 } bars)
            return bars;
        var checks = new Checks();
        var why = checks.Required(reason, TextRules.Paragraph, "reason");
        var blockers = RetireBlockers(use);
        if (blockers.Count > 0 && !act.IsImport)
            checks.Add(Refusal.Unmet(blockers));
        if (checks.Failed)
            return checks.Errors;

        Touch(act);
        Lifecycle = ServiceLifecycle.Retired;
        RetiredAt = act.At;
        Catalog.Record(act, new ServiceRetired(why), $"{act.By.DisplayName} retired the service {Key}: {why}", Version, this);
        return [];
    }

    private List<DomainError> Bars(Act act)
    {
        if (!MayOwn(act, OwnerId))
            return [NotOwned("Only members of the owning team, or admins, change this service.")];
        if (Lifecycle == ServiceLifecycle.Retired)
            return [new ValidationError($"{Key} is retired.", ["id"], "Register a new service.")];
        return [];
    }

    private void Touch(Act act)
    {
        Version++;
        UpdatedAt = act.At > UpdatedAt ? act.At : UpdatedAt;
    }

    private static bool MayOwn(Act act, long? teamId)
        => act.IsImport || act.By.IsAdmin || (teamId is { } team && act.By.TeamIds.Contains(team));

    private static NotAllowedError NotOwned(string message)
        => Refusal.NotAllowed(message, "Ask the owning team or an admin.", "SERVICE_OWNER", "ADMIN");
}
