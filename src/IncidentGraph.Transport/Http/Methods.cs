using Microsoft.AspNetCore.Http;

namespace IncidentGraph.Transport.Http;

/// <summary>The methods of HTTP that the endpoint knows.</summary>
internal static class Methods
{
    /// <summary>As <c>Allow</c> lists them. PUT and DELETE are about reserved event streams.</summary>
    public const string All = "GET, HEAD, POST, PUT, DELETE, OPTIONS";

    /// <summary>Those that carry an operation.</summary>
    public const string OfOperations = "GET, HEAD, POST";

    public static bool AreKnown(string method) =>
        IsSafe(method) || HttpMethods.IsPost(method) || HttpMethods.IsPut(method) || HttpMethods.IsDelete(method);

    /// <summary>A link, a prefetch or a crawler must not change anything (RFC 9110 §9.2.1).</summary>
    public static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
}
