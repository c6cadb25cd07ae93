namespace IncidentGraph.Transport.Execution;

/// <summary>
/// One operation on a connection that carries several. Its identity is the object: a client may use the id again while something of the former still runs.
/// </summary>
internal sealed class LiveOperation(string id)
{
    private volatile bool _cancelled;

    public string Id { get; } = id;

    /// <summary>Whether it answers more than once. Only the protocol asks and tells.</summary>
    public bool IsStream { get; set; }

    /// <summary>The client is not to hear of it any more. Read by whoever writes, hence volatile.</summary>
    public bool IsCancelled => _cancelled;

    public void Cancel() => _cancelled = true;
}
