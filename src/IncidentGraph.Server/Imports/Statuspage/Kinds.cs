namespace IncidentGraph.Server.Imports.Statuspage;

/// <summary>The kinds of ids that a page gives.</summary>
internal static class Kinds
{
    public const string Component = "component";
    public const string Incident = "incident";

    /// <summary>Below its incident: the same id elsewhere is another update.</summary>
    public const string Update = "incident_update";
}
