using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IncidentGraph.Transport.Http;

/// <summary>Tells a client that it has an answer already (RFC 9110 §13.1.2).</summary>
internal static class EntityTags
{
    /// <summary>A weak one: the same answer may go out compressed or not (RFC 9110 §8.8.3.3).</summary>
    public static EntityTagHeaderValue Of(ReadOnlySpan<byte> content) =>
        new($"\"{Convert.ToHexStringLower(SHA256.HashData(content))}\"", isWeak: true);

    /// <summary>Whether the client has it, and is to be told no more than that.</summary>
    public static bool AreKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
}
