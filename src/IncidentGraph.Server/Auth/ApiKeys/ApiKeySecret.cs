using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace IncidentGraph.Server.Auth.ApiKeys;

/// <summary>
/// The form of API keys: <c>igk_</c>, twelve characters that are public, and 43 that are not and hold 256 bits. Whoever scans
/// for leaked secrets recognises it by <c>igk_[0-9a-z]{12}_[0-9A-Za-z]{43}</c>.
/// </summary>
internal static class ApiKeySecret
{
    public const string Mark = "igk_";

    private const int NameLength = 12;
    private const int HiddenLength = 43; // 62^43 is just above 2^256
    private const int PrefixLength = 16; // the mark and the name
    private const int Length = PrefixLength + 1 + HiddenLength;
    private const string NameLetters = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const string HiddenLetters = NameLetters + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly SearchValues<char> _nameLetters = SearchValues.Create(NameLetters);
    private static readonly SearchValues<char> _hiddenLetters = SearchValues.Create(HiddenLetters);

    public static string New() =>
        $"{Mark}{RandomNumberGenerator.GetString(NameLetters, NameLength)}_{RandomNumberGenerator.GetString(HiddenLetters, HiddenLength)}";

    /// <summary>The public part, by which the key is found; null when the text is no API key, so that nothing need be looked up.</summary>
    public static string? PrefixOf(string text) =>
        text.Length == Length
        && text.StartsWith(Mark, StringComparison.Ordinal)
        && text.AsSpan(Mark.Length, NameLength).IndexOfAnyExcept(_nameLetters) < 0
        && text[PrefixLength] == '_'
        && text.AsSpan(PrefixLength + 1).IndexOfAnyExcept(_hiddenLetters) < 0
            ? text[..PrefixLength]
            : null;

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
