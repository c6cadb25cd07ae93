using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IncidentGraph.Server.Auth.Tickets;

/// <summary>What a ticket is used for: all parameters of the address but the ticket itself.</summary>
internal static class TicketOperation
{
    /// <summary>SHA-256, in hexadecimal. The order of the parameters does not matter, every character of their values does.</summary>
    public static string Hash(IQueryCollection query)
    {
        var parameters = query.Where(p => p.Key != StreamTicketHandler.Parameter)
            .OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => new[] { p.Key, p.Value.ToString() });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(parameters))));
    }
}
