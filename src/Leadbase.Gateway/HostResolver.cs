using System.Net;
using Leadbase.Accounts;
using Microsoft.AspNetCore.Http;

namespace Leadbase.Gateway;

/// <summary>Where a host name leads.</summary>
public enum HostState
{
    /// <summary>To an instance.</summary>
    Found,

    /// <summary>It names an instance that does not exist (614).</summary>
    NoInstance,

    /// <summary>A sandbox does not answer to this name: it may be a page in a browser that found out our address.</summary>
    Refused,
}

/// <summary>
/// Finds the instance of a request by its Host: <c>123-abc-456.mktorest.com</c>, <c>123-abc-456.localhost</c>, or any name
/// whose first label is a Munchkin id. A loopback name takes the default instance.
/// </summary>
public sealed class HostResolver(InstanceCatalogue catalogue, bool anyHost)
{
    /// <summary>The instance of a host.</summary>
    public HostState Resolve(HostString hostHeader, out Instance? instance)
    {
        var host = hostHeader.Host.AsSpan();
        var dot = host.IndexOf('.');
        var label = dot < 0 ? host : host[..dot];
        if (label.Length == 11 && MunchkinId.IsShaped(label))
        {
            instance = catalogue.Find(label);
            if (instance is null) return HostState.NoInstance;
            return anyHost || IsOurs(host[(label.Length + (dot < 0 ? 0 : 1))..]) ? HostState.Found : HostState.Refused;
        }
        instance = catalogue.Default;
        if (!anyHost && !IsLoopback(host)) return HostState.Refused;
        return instance is null ? HostState.NoInstance : HostState.Found;
    }

    private static bool IsOurs(ReadOnlySpan<char> domain) =>
        domain.Equals("mktorest.com", StringComparison.OrdinalIgnoreCase) || domain.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(ReadOnlySpan<char> host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim("[]"), out var address) && IPAddress.IsLoopback(address));
}
