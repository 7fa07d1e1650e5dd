using Leadbase.Accounts;
using Leadbase.Accounts.SignIn;
using Microsoft.AspNetCore.Components.Authorization;

namespace Leadbase.Console.Hosting;

/// <summary>Who looks at a page. A page stays open for hours, so all is asked anew each time: sessions end, and users are locked.</summary>
public sealed class Visitor(AuthenticationStateProvider authentication, InstanceCatalogue catalogue)
{
    /// <summary>The user id of the visitor; null when the session is over.</summary>
    public async Task<string?> UserIdAsync()
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        return Session.TokenOf(user) is { } token ? await catalogue.Accounts.Sessions.FindAsync(token) : null;
    }

    /// <summary>What the visitor is in each instance they belong to, by Munchkin id.</summary>
    public async Task<IReadOnlyList<ConsoleMember>> MembershipsAsync() =>
        await UserIdAsync() is { } userId ? await ConsoleMember.OfAsync(catalogue, userId) : [];

    /// <summary>What the visitor is in one instance; null when the session is over or they do not belong to it.</summary>
    public async Task<ConsoleMember?> InAsync(Instance instance) =>
        await UserIdAsync() is { } userId ? await ConsoleMember.InAsync(instance, userId) : null;
}
