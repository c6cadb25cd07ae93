namespace IncidentGraph.Domain.Postmortems;

/// <summary>A gate or a cause of a fault tree; the top one has no parent. Keys are the author's, unique in their tree.</summary>
public sealed record FaultTreeEntry(string Key, string? ParentKey, FaultGate Gate, string Text, long? ServiceId);
