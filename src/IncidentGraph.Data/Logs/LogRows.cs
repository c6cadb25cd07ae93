namespace IncidentGraph.Data.Logs;

/// <summary>The one row whose lock puts commits in order.</summary>
internal sealed class LogHead
{
    public const int Only = 1;

    public int Id { get; init; } = Only;

    public long Position { get; init; }
}

/// <summary>What makes cursors of this log its own: the epoch is renewed by a restore, the key never leaves.</summary>
internal sealed class LogIdentity
{
    public const int Only = 1;

    public const int EpochBytes = 8;

    public const int KeyBytes = 32;

    public int Id { get; init; } = Only;

    public required byte[] Epoch { get; init; }

    public required byte[] HmacKey { get; init; }
}
