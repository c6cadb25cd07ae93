namespace IncidentGraph.Server.Settings;

/// <summary>A section of the configuration, and the type whose properties are its settings.</summary>
/// <param name="Name">Where it is, from the root.</param>
/// <param name="Options">Its settings, with their defaults.</param>
/// <param name="IsWhole">Whether the type has all keys that may be there; a framework's section may have more.</param>
internal sealed record SettingsSection(string Name, Type Options, bool IsWhole = true);
