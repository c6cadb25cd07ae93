namespace IncidentGraph.Transport.WebSockets;

/// <summary>A close frame has room for 123 bytes of reason (RFC 6455 §5.5).</summary>
internal static class CloseReason
{
    private const int MaxBytes = 123;

    /// <summary>The longest beginning that fits, cut between characters.</summary>
    public static string Fit(string reason)
    {
        var length = 0;
        var bytes = 0;
        foreach (var rune in reason.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxBytes)
                break;
            length += rune.Utf16SequenceLength;
        }

        return reason[..length];
    }
}
