using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Domain.Severities;

public sealed partial class Severity
{
    public bool RequiresCommander => RequiredRoles.Contains(IncidentRole.Commander);

    /// <param name="act">An admin's.</param>
    /// <param name="command">What is to be.</param>
    /// <param name="existing">The severity of that level; null creates one.</param>
    public static Decision<Severity> Define(Act act, DefineSeverity command, Severity? existing)
    {
        if (!act.IsImport && !act.By.IsAdmin)
            return new List<DomainError> { Refusal.NotAllowed("Only admins define severities.", "Ask an admin.", "ADMIN") };
        var checks = new Checks();
        if (command.Level is < 0 or >= Count)
            checks.Invalid($"There is no level {command.Level}.", $"Use 0 (most critical) to {Count - 1}.", "level");
        var name = checks.Required(command.Name, TextRules.Name, "name");
        var description = checks.Required(command.Description, TextRules.Long, "description");
        var severity = existing ?? new() { Level = command.Level, Name = "", Description = "" };
        var changes = severity.Compare(command, name, description, checks);
        if (checks.Failed)
            return checks.Errors;
        if (existing is not null && !changes.Any)
            return existing;

        changes.Apply();
        if (existing is not null)
            severity.Version++;
        severity.Tell(act, changes, isNew: existing is null);
        return severity;
    }

    private FieldChanges Compare(DefineSeverity command, string name, string description, Checks checks)
    {
        var changes = new FieldChanges();
        changes.Compare("name", Name, name, () => Name = name);
        changes.Compare("description", Description, description, () => Description = description);
        Period("acknowledgeWithin", AcknowledgeWithin, command.AcknowledgeWithin, time => AcknowledgeWithin = time);
        Period("updateEvery", UpdateEvery, command.UpdateEvery, time => UpdateEvery = time);
        Period("mitigateWithin", MitigateWithin, command.MitigateWithin, time => MitigateWithin = time);
        Period("resolveWithin", ResolveWithin, command.ResolveWithin, time => ResolveWithin = time);
        Period("postmortemWithin", PostmortemWithin, command.PostmortemWithin, time => PostmortemWithin = time);
        CompareRules(command, changes);
        return changes;

        void Period(string field, TimeSpan? before, Change<TimeSpan?> change, Action<TimeSpan?> assign)
        {
            var after = checks.Positive(change.Or(before), field);
            changes.Compare(field, FieldChanges.Period(before), FieldChanges.Period(after), () => assign(after));
        }
    }

    private void CompareRules(DefineSeverity command, FieldChanges changes)
    {
        IReadOnlyList<IncidentRole> roles = [.. (command.RequiredRoles.Or(RequiredRoles) ?? []).Distinct().Order()];
        changes.Compare("requiredRoles", Names(RequiredRoles), Names(roles), () => RequiredRoles = roles);
        var postmortem = command.RequiresPostmortem.Or(RequiresPostmortem) ?? false;
        changes.Compare("requiresPostmortem", Truth(RequiresPostmortem), Truth(postmortem), () => RequiresPostmortem = postmortem);
        var resolver = command.ResolvedBy.Or(ResolvedBy) ?? ResolverRule.Responder;
        changes.Compare("resolvedBy", Wire.Name(ResolvedBy), Wire.Name(resolver), () => ResolvedBy = resolver);
    }

    private void Tell(Act act, FieldChanges changes, bool isNew)
    {
        // A new severity had no name before, not an empty one.
        IReadOnlyList<FieldChange> told = isNew ? [.. changes.Changes.Select(c => c with { Before = null })] : changes.Changes;
        var what = isNew ? "defined the severity" : "changed the severity";
        Catalog.Record(act, new SeverityDefined(Level, told), $"{act.By.DisplayName} {what} {Name} (level {Level})", Version);
    }

    private static string? Names(IReadOnlyList<IncidentRole> roles) => FieldChanges.Lines(roles.Select(r => Wire.Name(r)));

    private static string Truth(bool value) => value ? "true" : "false";
}
