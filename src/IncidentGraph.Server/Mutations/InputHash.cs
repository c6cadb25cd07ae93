using System.Security.Cryptography;
using System.Text.Json;

namespace IncidentGraph.Server.Mutations;

internal static class InputHash
{
    /// <summary>SHA-256 over the input as JSON, in hexadecimal.</summary>
    public static string Of(IMutationInput input) =>
        Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(input, input.GetType())));
}
