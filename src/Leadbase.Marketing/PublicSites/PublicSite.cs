using System.Net;
using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Marketing.Files;
using Leadbase.Storage;
using Microsoft.AspNetCore.Http;

namespace Leadbase.Marketing.PublicSites;

/// <summary>
/// What instances publish, on host names of its own (ADR 10): approved landing pages, what their forms send, and redirect rules. On such a
/// host there is nothing else; every other host passes by.
/// </summary>
public sealed class PublicSite(InstanceCatalogue catalogue)
{
    /// <summary>Serves a request to a host of pages, and hands on every other one.</summary>
    public Task HandleAsync(HttpContext http, RequestDelegate next)
    {
        var host = http.Request.Host.Host;
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Trim('[', ']'), out _)) return next(http);
        var labels = host.Split('.', 3);
        if (!MunchkinId.IsShaped(labels[0])) return HandleDomainAsync(http, next);
        if (labels is not [_, var second, _] || !second.Equals(PublicAddress.Label, StringComparison.OrdinalIgnoreCase)) return next(http);
        return catalogue.Find(labels[0]) is { } instance ? ServeAsync(http, instance) : next(http);
    }

    private async Task HandleDomainAsync(HttpContext http, RequestDelegate next)
    {
        foreach (var instance in catalogue.Instances)
        {
            if (!(await DomainsOfAsync(instance, http.RequestAborted)).Contains(http.Request.Host.Host)) continue;
            await ServeAsync(http, instance);
            return;
        }
        await next(http);
    }

    private Task ServeAsync(HttpContext http, Instance instance) => PublicFile.TryHandle(http, catalogue) ?? PublicScript.TryHandle(http) ?? PageVisit.HandleAsync(http, instance);

    private static ValueTask<HashSet<string>> DomainsOfAsync(Instance instance, CancellationToken cancel) =>
        instance.Part(static i => new RevisionCache<HashSet<string>>(i, ReadAsync)).GetAsync(cancel);

    private static async Task<HashSet<string>> ReadAsync(Instance instance, CancellationToken cancel)
    {
        await using var session = await instance.Database.ReadAsync(cancel);
        return new(from domain in await AssetStore.ListAsync(session, AssetType.Domain) select domain.Name, StringComparer.OrdinalIgnoreCase);
    }
}
