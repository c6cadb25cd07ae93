namespace IncidentGraph.Server.Auth;

/// <summary>The token holds, but its bearer is not let in by it, for the reason that is told to them.</summary>
internal sealed class BarredException(string reason) : Exception(reason);
