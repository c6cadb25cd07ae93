using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IncidentGraph.Server.Imports;

/// <summary>Recognises what was imported already. Includes the version of the rules: better rules import again.</summary>
internal static class Fingerprint
{
    private const string Rules = "1";

    public static string Of<T>(T told) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Rules + JsonSerializer.Serialize(told))));
}
