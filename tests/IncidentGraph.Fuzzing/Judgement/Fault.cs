namespace IncidentGraph.Fuzzing.Judgement;

/// <summary>Something that no server may do, whatever it is sent.</summary>
internal sealed class Fault(string message) : Exception(message);
