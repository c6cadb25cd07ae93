using System.Globalization;
using System.Text;

namespace IncidentGraph.Fuzzing.Wire;

/// <summary>All that one case does: what it sends on one connection, byte by byte, and what is then due.</summary>
/// <param name="Kind">Of the case, for the counts.</param>
/// <param name="Steps">In their order.</param>
/// <param name="Ending">What is due in the end.</param>
internal sealed record Script(string Kind, IReadOnlyList<Step> Steps, Ending Ending)
{
    /// <summary>How many answers are due.</summary>
    public int Answers { get; init; } = 1;

    /// <summary>Answers to HEAD have no bodies, whatever their heads say.</summary>
    public bool IsHead { get; init; }

    /// <summary>Whether the connection is to become a WebSocket.</summary>
    public bool IsSocket { get; init; }

    /// <summary>The ids of operations that have to be answered on the socket, unless it is closed.</summary>
    public IReadOnlyList<string> Due { get; init; } = [];

    /// <summary>Sent when what is due has come; may be empty.</summary>
    public byte[] Goodbye { get; init; } = [];

    /// <summary>What it sends, legible, and fit to be kept in a test.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var step in Steps)
        {
            text.Append(step switch
            {
                Step.Send send => Legible(send.Bytes),
                Step.Pause pause => $"<pause {pause.Milliseconds} ms>",
                Step.AwaitClose => "<until the socket is closed>",
                Step.AwaitMessages wait => $"<until {wait.Count} messages have come>",
                _ => "<until the head has come>",
            }).Append('\n');
        }

        return text.Append(CultureInfo.InvariantCulture, $"<{Ending}>").ToString();
    }

    private static string Legible(byte[] bytes)
    {
        var text = new StringBuilder();
        foreach (var one in bytes)
        {
            if (one is >= 0x20 and < 0x7f and not (byte)'\\')
                text.Append((char)one);
            else
                text.Append(one switch { (byte)'\n' => "\\n", (byte)'\r' => "\\r", (byte)'\\' => "\\\\", _ => string.Create(CultureInfo.InvariantCulture, $"\\x{one:x2}") });
        }

        return text.ToString();
    }
}
