namespace IncidentGraph.Transport.Execution;

/// <summary>Where the responses of one operation go. Each call waits until the client's connection has room.</summary>
internal interface IOperationSink
{
    /// <summary>Its name in metrics.</summary>
    string Transport { get; }

    /// <summary>The only response, and the end.</summary>
    ValueTask AnswerAsync(ReadOnlyMemory<byte> json, CancellationToken ct);

    /// <summary>One response of a stream.</summary>
    ValueTask NextAsync(StreamItem item, CancellationToken ct);

    /// <summary>Errors without data, and the end.</summary>
    ValueTask RefuseAsync(OperationOutcome.Refused refused, CancellationToken ct);

    /// <summary>The end of a stream.</summary>
    ValueTask CompleteAsync(CancellationToken ct);
}
