using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;

namespace IncidentGraph.Domain.Services;

// Cycles are allowed: real systems have them.
public sealed partial class Service
{
    public IReadOnlyList<DomainError> AddDependency(
        Act act, Service dependsOn, DependencyKind kind, bool critical = true, string? description = null)
    {
        if (Bars(act) is { Count: > 0 } bars)
            return bars;
        if (On(dependsOn) is { } existing)
            return [AlreadyThere(existing, dependsOn)];
        var checks = new Checks();
        if (dependsOn.Id == Id)
            checks.Invalid("A service does not depend on itself.", "Name another service.", "dependsOnId");
        if (dependsOn.Lifecycle == ServiceLifecycle.Retired)
            checks.Invalid($"{dependsOn.Key} is retired.", "Name a service that is in use.", "dependsOnId");
        var text = checks.Optional(description, TextRules.Long, "description");
        if (checks.Failed)
            return checks.Errors;

        Touch(act);
        _dependencies.Add(new()
        {
            Id = act.NewId(),
            ServiceId = Id,
            DependsOnId = dependsOn.Id,
            Kind = kind,
            Critical = critical,
            Description = text,
        });
        Tell(act, new DependencyAdded(dependsOn.Id, kind, critical), $"added the dependency of {Key} on {dependsOn.Key}");
        return [];
    }

    public IReadOnlyList<DomainError> UpdateDependency(Act act, Service dependsOn, UpdateDependency command)
    {
        if (Bars(act) is { Count: > 0 } bars)
            return bars;
        if (On(dependsOn) is not { } edge)
            return [NotThere(dependsOn)];
        var checks = new Checks();
        var changes = Compare(edge, command, checks);
        if (checks.Failed || !changes.Any)
            return checks.Errors;

        Touch(act);
        changes.Apply();
        Tell(act, new DependencyUpdated(dependsOn.Id, changes.Changes), $"changed the dependency of {Key} on {dependsOn.Key}");
        return [];
    }

    public IReadOnlyList<DomainError> RemoveDependency(Act act, Service dependsOn)
    {
        if (Bars(act) is { Count: > 0 } bars)
            return bars;
        if (On(dependsOn) is not { } edge)
            return [NotThere(dependsOn)];

        Touch(act);
        _dependencies.Remove(edge);
        Tell(act, new DependencyRemoved(dependsOn.Id, edge.Kind, edge.Critical), $"removed the dependency of {Key} on {dependsOn.Key}");
        return [];
    }

    private Dependency? On(Service other) => _dependencies.Find(d => d.DependsOnId == other.Id);

    private static FieldChanges Compare(Dependency edge, UpdateDependency command, Checks checks)
    {
        NotNull(command.Kind, "kind", checks);
        NotNull(command.Critical, "critical", checks);
        var changes = new FieldChanges();
        var kind = command.Kind.Or(edge.Kind) ?? edge.Kind;
        changes.Compare("kind", Wire.Name(edge.Kind), Wire.Name(kind), () => edge.Kind = kind);
        var critical = command.Critical.Or(edge.Critical) ?? edge.Critical;
        changes.Compare("critical", edge.Critical ? "true" : "false", critical ? "true" : "false", () => edge.Critical = critical);
        var text = checks.Optional(command.Description.Or(edge.Description), TextRules.Long, "description");
        changes.Compare("description", edge.Description, text, () => edge.Description = text);
        return changes;
    }

    private void Tell(Act act, EventPayload payload, string what)
        => Catalog.Record(act, payload, $"{act.By.DisplayName} {what}", Version, this);

    private AlreadyExistsError AlreadyThere(Dependency edge, Service dependsOn)
        => new($"{Key} depends on {dependsOn.Key} already.", ["dependsOnId"], "Call updateDependency to change it.", EntityRef.Of(nameof(Dependency), edge.Id));

    private NotFoundError NotThere(Service dependsOn)
        => new($"{Key} does not depend on {dependsOn.Key}.", ["dependsOnId"], "Call addDependency first.");
}
