namespace IncidentGraph.Server.Imports;

/// <summary>A batch that is stored as a whole has a step that is refused. Nothing was stored.</summary>
internal sealed class StepRefusedException() : Exception("A step of the batch is refused.");
