using System.CommandLine;
using Leadbase.Accounts;
using Leadbase.Accounts.SignIn;
using Leadbase.Console;

namespace Leadbase.Server.Cli;

/// <summary><c>leadbase console</c>.</summary>
internal static class ConsoleCommands
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext cli) => cli.Noun("console", "The web console.", Link(cli));

    private static Command Link(CliContext cli)
    {
        var user = ListAndShow.NameOf("user", "EMAIL");
        var url = new Option<string?>("--url")
        {
            HelpName = "URL",
            Description = "The address that browsers know the server by; the one it listens on when not given.",
        };
        return cli.Verb(
            "link", "Print an address that signs a user in to the console, once, within a day.",
            async call => new LinkView(await AddressAsync(call, call.Parse.GetRequiredValue(user), call.Parse.GetValue(url))),
            user, url);
    }

    private static async Task<string> AddressAsync(CliCall call, string userId, string? url)
    {
        if ((await ConsoleMember.OfAsync(call.Catalogue, userId, call.Cancel)).Count == 0)
        {
            throw new AdministrationException($"No instance has a user '{userId}' who may sign in; one is not API-only, not locked and not expired.");
        }
        await call.Catalogue.Accounts.EnsureAsync(userId, Administrator.CommandLine, call.Cancel);
        var token = await call.Catalogue.Accounts.Sessions.CreateLinkAsync(userId, call.Cancel);
        return $"{(url ?? call.Options.Addresses[0]).TrimEnd('/')}{ConsoleModule.Path}/enter/{token}";
    }

    private sealed record LinkView(string Address);
}
