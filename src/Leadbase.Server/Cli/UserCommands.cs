using System.CommandLine;
using Leadbase.Accounts;

namespace Leadbase.Server.Cli;

/// <summary><c>leadbase user</c>.</summary>
internal static class UserCommands
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext cli) => cli.InstanceNoun(
        "user", "Users: each has roles in workspaces; custom services act for API-only ones.",
        [Creation(cli), .. ListAndShow.Of(cli, "user", AllAsync, user => user.Email, "EMAIL")]);

    private static Command Creation(CliContext cli)
    {
        var email = ListAndShow.NameOf("user", "EMAIL");
        var roles = new Option<string[]>("--role")
        {
            HelpName = "ROLE[@WORKSPACE]",
            Required = true,
            Description = $"A role, repeatable, in a workspace; {Administration.DefaultName} when no workspace is given.",
        };
        var firstName = new Option<string?>("--first-name") { HelpName = "NAME", Description = "The user's first name." };
        var lastName = new Option<string?>("--last-name") { HelpName = "NAME", Description = "The user's last name." };
        var apiOnly = new Option<bool>("--api-only") { Arity = ArgumentArity.Zero, Description = "The user may own custom services; the default." };
        var notApiOnly = new Option<bool>("--no-api-only") { Arity = ArgumentArity.Zero, Description = "The user is a person, who owns no custom service." };
        var create = cli.Verb(
            "create", "Create a user.",
            async call =>
            {
                var parse = call.Parse;
                var user = await Administration.CreateUserAsync(
                    call.Administrator, parse.GetRequiredValue(email), parse.GetValue(firstName), parse.GetValue(lastName),
                    !parse.GetValue(notApiOnly), [.. parse.GetRequiredValue(roles).Select(RoleIn)]);
                return View(await call.DirectoryAsync(), user);
            },
            email, roles, firstName, lastName, apiOnly, notApiOnly);
        create.Validators.Add(result =>
        {
            if (result.GetValue(apiOnly) && result.GetValue(notApiOnly)) result.AddError("--api-only and --no-api-only exclude each other.");
        });
        return create;
    }

    private static (string Role, string Workspace) RoleIn(string text) =>
        text.LastIndexOf('@') is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, Administration.DefaultName);

    private static async Task<IReadOnlyList<UserView>> AllAsync(CliCall call)
    {
        var directory = await call.DirectoryAsync();
        return [.. directory.Users.Select(user => View(directory, user))];
    }

    private static UserView View(AccountDirectory directory, User user) => new(
        user.Id, user.Email, user.FirstName, user.LastName, user.ApiOnly,
        [.. user.Roles.Select(pair => directory.Roles.Single(r => r.Id == pair.Role).Name
            + "@" + directory.WorkspaceName(pair.Workspace))]);

    /// <summary>A user; the roles are written as <c>--role</c> takes them.</summary>
    private sealed record UserView(long Id, string Email, string? FirstName, string? LastName, bool ApiOnly, IReadOnlyList<string> Roles);
}
