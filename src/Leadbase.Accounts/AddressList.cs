using System.Net;

namespace Leadbase.Accounts;

/// <summary>IP addresses and networks that may call.</summary>
public static class AddressList
{
    /// <summary>Reads an address (<c>203.0.113.9</c>) or a network (<c>203.0.113.0/24</c>).</summary>
    public static bool TryParse(string text, out IPNetwork network)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
            return true;
        }
        return IPNetwork.TryParse(text, out network);
    }

    /// <summary>Whether an address is in one of the entries; IPv4 addresses are also recognised in their IPv6 form.</summary>
    public static bool Contains(IReadOnlyList<string> entries, IPAddress? address)
    {
        if (address is null) return false;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return entries.Any(entry => TryParse(entry, out var network) && network.Contains(address));
    }
}
