namespace IncidentGraph.Data.Archives;

/// <summary>A file cannot be written or taken in. The message is for whoever asked for it, and says what to do; nothing was stored.</summary>
public sealed class ArchiveException(string message, Exception? inner = null) : Exception(message, inner);
