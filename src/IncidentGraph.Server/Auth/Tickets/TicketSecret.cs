using System.Security.Cryptography;
using System.Text;

namespace IncidentGraph.Server.Auth.Tickets;

/// <summary>The form of stream tickets: <c>igt_</c> and 43 characters that hold 256 bits. They travel in addresses, so they are short-lived.</summary>
internal static class TicketSecret
{
    public const string Mark = "igt_";

    private const int HiddenLength = 43;
    private const string Letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static string New() => Mark + RandomNumberGenerator.GetString(Letters, HiddenLength);

    public static bool IsOne(string text) => text.Length == Mark.Length + HiddenLength && text.StartsWith(Mark, StringComparison.Ordinal);

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
