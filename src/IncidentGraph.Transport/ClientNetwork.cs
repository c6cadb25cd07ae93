using System.Net;
using System.Net.Sockets;

namespace IncidentGraph.Transport;

/// <summary>What tells anonymous clients apart: an IPv4 address, or the /64 network that one IPv6 subscriber has to itself (RFC 6177).</summary>
public static class ClientNetwork
{
    /// <summary>One for all whose address is unknown, which come through a pipe or a socket of this machine.</summary>
    public static IPAddress Of(IPAddress? address)
    {
        if (address is null)
            return IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
