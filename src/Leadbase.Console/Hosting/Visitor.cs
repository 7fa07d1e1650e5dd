using Leadbase.Accounts;
using Microsoft.AspNetCore.Components.Authorization;

namespace Leadbase.Console.Hosting;

/// <summary>Who looks at a page, and the instances they belong to; asked anew at every page, as both can end.</summary>
public sealed class Visitor(AuthenticationStateProvider authentication, InstanceCatalogue catalogue)
{
    /// <summary>The signed-in user's email; null when nobody is.</summary>
    public async Task<string?> EmailAsync() => (await authentication.GetAuthenticationStateAsync()).User.Identity is { IsAuthenticated: true } identity ? identity.Name : null;

    /// <summary>The instances that the user belongs to, by Munchkin id.</summary>
    public async Task<IReadOnlyList<Instance>> InstancesAsync() =>
        await EmailAsync() is null ? [] : [.. catalogue.Instances.OrderBy(i => i.MunchkinId, StringComparer.Ordinal)];
}
