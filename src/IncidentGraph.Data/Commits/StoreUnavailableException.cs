namespace IncidentGraph.Data.Commits;

/// <summary>The database did not let the command through in time. Nothing was stored; it may be sent again.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
