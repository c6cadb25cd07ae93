using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Domain.Services;

public sealed partial class Service
{
    private FieldChanges Compare(UpdateService command, Checks checks)
    {
        var changes = new FieldChanges();
        if (command.Name.IsSet)
        {
            var name = checks.Required(command.Name.Value, TextRules.Name, "name");
            changes.Compare("name", Name, name, () => Name = name);
        }

        var description = checks.Optional(command.Description.Or(Description), TextRules.Long, "description");
        changes.Compare("description", Description, description, () => Description = description);
        var links = checks.Links(command.Links.Or(Links), "links");
        changes.Compare("links", Told(Links), Told(links), () => Links = links);
        var owner = command.Owner;
        if (owner.IsSet && owner.Value?.Id != OwnerId)
            changes.Compare("owner", Owner?.Key ?? OwnerId?.ToString(), owner.Value?.Key, () => (OwnerId, Owner) = (owner.Value?.Id, owner.Value));
        CompareKinds(command, checks, changes);
        return changes;
    }

    private void CompareKinds(UpdateService command, Checks checks, FieldChanges changes)
    {
        NotNull(command.Tier, "tier", checks);
        NotNull(command.Lifecycle, "lifecycle", checks);
        NotNull(command.IsExternal, "isExternal", checks);
        var tier = CheckedTier(command.Tier.Or(Tier) ?? Tier, checks);
        changes.Compare("tier", $"{Tier}", $"{tier}", () => Tier = tier);
        var lifecycle = CheckedLifecycle(command.Lifecycle.Or(Lifecycle) ?? Lifecycle, checks);
        changes.Compare("lifecycle", Wire.Name(Lifecycle), Wire.Name(lifecycle), () => Lifecycle = lifecycle);
        var isExternal = command.IsExternal.Or(IsExternal) ?? IsExternal;
        changes.Compare("isExternal", IsExternal ? "true" : "false", isExternal ? "true" : "false", () => IsExternal = isExternal);
        if (!command.Tags.IsSet)
            return;
        var tags = CheckedTags(command.Tags.Value, checks);
        changes.Compare("tags", FieldChanges.Lines(_tags.Select(t => t.Tag).Order(StringComparer.Ordinal)), FieldChanges.Lines(tags), () => ReplaceTags(tags));
    }

    private List<Blocker> RetireBlockers(ServiceUse use)
    {
        var blockers = new List<Blocker>();
        if (use.Dependents > 0)
            blockers.Add(new(BlockerKind.Guard, "HAS_DEPENDENTS", $"{use.Dependents} services in use depend on {Key}.", "Remove these dependencies or retire the dependents."));
        if (use.OpenImpacts > 0)
            blockers.Add(new(BlockerKind.Guard, "HAS_OPEN_IMPACTS", $"{use.OpenImpacts} open incidents hurt {Key}.", "End these impacts first."));
        return blockers;
    }

    /// <summary>Tags that stay keep their rows.</summary>
    private void ReplaceTags(IReadOnlyList<string> tags)
    {
        _tags.RemoveAll(t => !tags.Contains(t.Tag));
        _tags.AddRange(tags.Where(tag => !_tags.Exists(t => t.Tag == tag)).Select(tag => new ServiceTag { ServiceId = Id, Tag = tag }));
    }

    private static void NotNull<T>(Change<T?> change, string field, Checks checks)
        where T : struct
    {
        if (change is { IsSet: true, Value: null })
            checks.Invalid($"{field} cannot be cleared.", "Give a value, or leave it out.", field);
    }

    private static string CheckedKey(string? text, Checks checks)
    {
        var key = checks.Required(text, TextRules.Key, "key");
        if (key.Length > 0 && !TextRules.IsKey(key))
            checks.Invalid($"{key} is not a key.", "Use lower case letters a-z, digits and hyphens.", "key");
        return key;
    }

    private static int CheckedTier(int tier, Checks checks)
    {
        if (tier is < 0 or > 4)
            checks.Invalid($"There is no tier {tier}.", "Use 0 (most important) to 4.", "tier");
        return tier;
    }

    private static ServiceLifecycle CheckedLifecycle(ServiceLifecycle lifecycle, Checks checks)
    {
        if (lifecycle == ServiceLifecycle.Retired)
            checks.Invalid("RETIRED is not set like this.", "Call retireService, which says why.", "lifecycle");
        return lifecycle;
    }

    /// <summary>Lower case, distinct, sorted.</summary>
    private static IReadOnlyList<string> CheckedTags(IReadOnlyList<string>? tags, Checks checks)
    {
        if (!checks.Fits(tags, TextRules.Tags, "tags"))
            return [];
        return [.. tags!.Select((tag, i) => checks.Required(tag, TextRules.Tag, "tags", $"{i}").ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal)];
    }

    private static string? Told(IReadOnlyList<Link> links) => FieldChanges.Lines(links.Select(l => $"{l.Label} {l.Url}"));
}
