namespace IncidentGraph.Server.Imports.Backstage;

/// <summary>The kinds of entities that become something here.</summary>
internal static class EntityKinds
{
    public const string Component = "component";
    public const string Resource = "resource";
    public const string Api = "api";
    public const string System = "system";
    public const string Group = "group";
    public const string User = "user";

    /// <summary>In the order in which they get their keys.</summary>
    public static readonly IReadOnlyList<string> Services = [Component, Resource, Api, System];
}
