using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using IncidentGraph.Transport;

namespace IncidentGraph.Server.Auth.Tickets;

/// <summary>
/// The ids of a stream that a ticket opened: cursor, dot, seal. A browser sends the last one when it comes back, and with it shows that it
/// is the one who received the stream: a ticket read in somebody's log is not enough.
/// </summary>
internal sealed class SealedEventIds(byte[] key) : IEventIds
{
    private const char Separator = '.';
    private const int SealBytes = 16;

    public string Write(string cursor) => $"{cursor}{Separator}{Seal(cursor)}";

    /// <summary>The cursor in an id of this stream; null when it is none.</summary>
    public string? Read(string id)
    {
        var at = id.LastIndexOf(Separator);
        if (at < 0)
            return null;

        var cursor = id[..at];
        var isOurs = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(id[(at + 1)..]), Encoding.UTF8.GetBytes(Seal(cursor)));
        return isOurs ? cursor : null;
    }

    private string Seal(string cursor) => Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(cursor)).AsSpan(0, SealBytes));
}
