using System.Net;
using System.Net.Sockets;

namespace Infrastructure.Notifications.Webhooks;

/// <summary>
/// Which network addresses the portal may call at the wish of a person: those of the public internet alone, never its own machine,
/// network, or a cloud's metadata service. An address that wraps an IPv4 one is judged by that one.
/// </summary>
public static class PublicAddresses
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. Networks(
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Azure's platform service, which answers virtual machines alone.
            "168.63.129.16/32",
            // Special uses within the global unicast range (RFC 6890), Teredo and ORCHID among them, and documentation.
            "2001::/23", "2001:db8::/32", "3fff::/20"),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    public static bool Contains(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            var bytes = address.GetAddressBytes();
            if (address.IsIPv4MappedToIPv6 || Nat64.Contains(address)) return Contains(new IPAddress(bytes.AsSpan(12, 4)));
            if (SixToFour.Contains(address)) return Contains(new IPAddress(bytes.AsSpan(2, 4)));
            if (!GlobalUnicast.Contains(address)) return false;
        }

        return !Array.Exists(NotPublic, network => network.Contains(address));
    }

    private static IEnumerable<IPNetwork> Networks(params IEnumerable<string> texts) => texts.Select(text => IPNetwork.Parse(text));
}
