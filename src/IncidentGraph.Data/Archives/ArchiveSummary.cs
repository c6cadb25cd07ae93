namespace IncidentGraph.Data.Archives;

/// <summary>What an export wrote, or a restore took in.</summary>
public sealed record ArchiveSummary(long Rows, int Tables, string Schema);
