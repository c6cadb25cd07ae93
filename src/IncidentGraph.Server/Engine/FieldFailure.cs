namespace IncidentGraph.Server.Engine;

/// <summary>Carries the trace id of a failed field to the answer; the cause stays in the log.</summary>
internal sealed class FieldFailure(string traceId, Exception cause) : Exception("A field failed.", cause)
{
    public string TraceId { get; } = traceId;
}
