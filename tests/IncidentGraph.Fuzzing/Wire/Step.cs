namespace IncidentGraph.Fuzzing.Wire;

/// <summary>One thing that a script does on its connection.</summary>
internal abstract record Step
{
    public sealed record Send(byte[] Bytes) : Step;

    public sealed record Pause(int Milliseconds) : Step;

    /// <summary>Waits for the head of the answer: of a handshake, before anything is sent on the socket.</summary>
    public sealed record AwaitHead : Step;

    /// <summary>Waits until the socket has brought so many messages.</summary>
    public sealed record AwaitMessages(int Count) : Step;

    /// <summary>Waits for the close frame.</summary>
    public sealed record AwaitClose : Step;
}
