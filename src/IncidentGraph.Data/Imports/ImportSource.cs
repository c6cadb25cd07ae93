namespace IncidentGraph.Data.Imports;

/// <summary>What an import reads.</summary>
public enum ImportSource
{
    Backstage,
    Statuspage,
}
