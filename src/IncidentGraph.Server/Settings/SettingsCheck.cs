using System.Reflection;

namespace IncidentGraph.Server.Settings;

/// <summary>Holds a configuration against <see cref="SettingsSections"/>: every key must be known and every value possible.</summary>
internal sealed class SettingsCheck(IConfiguration configuration)
{
    public IEnumerable<string> Problems() =>
        SettingsSections.All.SelectMany(section => InSection(section)).Concat(MistypedSections());

    private IEnumerable<string> InSection(SettingsSection section)
    {
        var known = SettingProperties.Of(section.Options);
        foreach (var entry in configuration.GetSection(section.Name).GetChildren())
        {
            if (known.FirstOrDefault(property => property.Name.Equals(entry.Key, StringComparison.OrdinalIgnoreCase)) is { } property)
            {
                foreach (var problem in InEntry(entry, property))
                    yield return problem;
            }
            else if (Spelling.Nearest(entry.Key, known.Select(p => p.Name), section.IsWhole) is { } nearest)
            {
                yield return Unknown(entry.Path, $"{section.Name}:{nearest}");
            }
        }
    }

    private static IEnumerable<string> InEntry(IConfigurationSection entry, PropertyInfo property)
    {
        if (SettingProperties.KeyOf(property.PropertyType) is { } key)
            return entry.GetChildren().SelectMany(named => InNamedList(named, key, property));
        if (SettingProperties.ElementOf(property.PropertyType) is { } element)
            return InList(entry, element, property);
        return entry.GetChildren().Any()
            ? [$"{entry.Path} is one value; {entry.GetChildren().First().Path} is no setting."]
            : SettingValue.Problem(entry, property.PropertyType, property);
    }

    private static IEnumerable<string> InNamedList(IConfigurationSection named, Type key, PropertyInfo property)
    {
        if (Spelling.IsOneOf(named.Key, Enum.GetNames(key)))
            return InList(named, typeof(string), property);
        var nearest = Spelling.Nearest(named.Key, Enum.GetNames(key), isAlways: true);
        return [Unknown(named.Path, $"{named.Path[..^named.Key.Length]}{nearest}")];
    }

    private static IEnumerable<string> InList(IConfigurationSection entry, Type element, PropertyInfo property)
    {
        if (!string.IsNullOrEmpty(entry.Value))
            return [$"{entry.Path} is a list: set {entry.Path}:0, {entry.Path}:1 and so on."];
        return SettingValue.IsPlain(element)
            ? entry.GetChildren().SelectMany(item => SettingValue.Problem(item, element, property))
            : entry.GetChildren().SelectMany(item => item.GetChildren()).SelectMany(part => InPart(part, element));
    }

    private static IEnumerable<string> InPart(IConfigurationSection part, Type owner) => SettingProperties.Of(owner)
        .Where(property => property.Name.Equals(part.Key, StringComparison.OrdinalIgnoreCase))
        .SelectMany(property => SettingValue.Problem(part, property.PropertyType, property));

    /// <summary>Keys of other programs may be anywhere else; only what looks like a section of this one is taken for it.</summary>
    private IEnumerable<string> MistypedSections() =>
        from entry in configuration.GetChildren()
        where entry.GetChildren().Any()
        let names = SettingsSections.All.Select(section => section.Name.Split(':')[0])
        where !Spelling.IsOneOf(entry.Key, names)
        let nearest = Spelling.Nearest(entry.Key, names, isAlways: false)
        where nearest is not null
        select Unknown(entry.GetChildren().First().Path, $"{nearest}:{entry.GetChildren().First().Key}");

    private static string Unknown(string path, string nearest) => $"{path} is no setting; the nearest is {nearest}.";
}
