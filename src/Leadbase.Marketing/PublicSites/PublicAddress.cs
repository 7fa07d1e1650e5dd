using Leadbase.Accounts;
using Microsoft.AspNetCore.Http;

namespace Leadbase.Marketing.PublicSites;

/// <summary>
/// Where visitors find what an instance publishes: on host names of its own, so that a page's scripts are never of the origin of the
/// API or of the console. These are the imported domains, and <c>{munchkin}.pages.</c> before the name of the server (ADR 10).
/// </summary>
internal static class PublicAddress
{
    /// <summary>The label that makes a host name one of pages.</summary>
    public const string Label = "pages";

    /// <summary>The address of a landing page, as the caller of the API reaches the server.</summary>
    public static string OfPage(Instance instance, HttpRequest request, string name) => $"{Origin(instance, request)}/{name}.html";

    /// <summary>The path of a file, on any host name of the instance's pages.</summary>
    public static string PathOfFile(Instance instance, string name) => $"/rs/{instance.MunchkinId}/assets/{Uri.EscapeDataString(name)}";

    /// <summary>The origin of what an instance publishes.</summary>
    public static string Origin(Instance instance, HttpRequest request)
    {
        var port = request.Host.Port is { } p ? $":{p}" : "";
        return $"{request.Scheme}://{HostOf(instance, request)}{port}";
    }

    /// <summary>The host name of an instance's pages that is there without any domain.</summary>
    public static string HostOf(Instance instance, HttpRequest request) =>
        $"{instance.MunchkinId.ToLowerInvariant()}.{Label}.{ServerOf(request.Host.Host, instance)}";

    /// <summary>Whether a browser may be sent to an address: a page of the web, or a path.</summary>
    public static bool IsSafe(string address) =>
        !address.Any(char.IsControl) && (address.StartsWith('/') || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"));

    // The name of the server is that of the call without the instance in front; an address of loopback has the name localhost.
    private static string ServerOf(string host, Instance instance)
    {
        if (System.Net.IPAddress.TryParse(host.Trim('[', ']'), out var ip)) return System.Net.IPAddress.IsLoopback(ip) ? "localhost" : host;
        var prefix = instance.MunchkinId + ".";
        return host.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? host[prefix.Length..] : host;
    }
}
