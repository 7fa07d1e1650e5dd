using System.CommandLine;
using Leadbase.Accounts;

namespace Leadbase.Server.Cli;

/// <summary><c>leadbase role</c>.</summary>
internal static class RoleCommands
{
    private const string EveryPermission = "all";

    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext cli) => cli.InstanceNoun(
        "role", "Roles: named sets of API permissions.",
        [
            Creation(cli),
            .. ListAndShow.Of(cli, "role", AllAsync, role => role.Name),
            cli.Verb("permissions", "List the names of all permissions.", _ => Task.FromResult(Permissions.All)),
        ]);

    private static Command Creation(CliContext cli)
    {
        var (name, description) = (ListAndShow.NameOf("role"), ListAndShow.Description());
        var permissions = new Option<string[]>("--permission")
        {
            HelpName = "PERMISSION",
            Required = true,
            Description = $"A permission, repeatable; '{EveryPermission}' stands for every one, and 'leadbase role permissions' lists them.",
        };
        return cli.Verb(
            "create", "Create a role.",
            async call => View(await Administration.CreateRoleAsync(
                call.Administrator, call.Parse.GetRequiredValue(name), call.Parse.GetValue(description), Meant(call.Parse.GetRequiredValue(permissions)))),
            name, permissions, description);
    }

    private static string[] Meant(string[] permissions) =>
        permissions.Contains(EveryPermission, StringComparer.OrdinalIgnoreCase)
            ? [.. Permissions.All, .. permissions.Where(p => !p.Equals(EveryPermission, StringComparison.OrdinalIgnoreCase))]
            : permissions;

    private static async Task<IReadOnlyList<RoleView>> AllAsync(CliCall call) => [.. (await call.DirectoryAsync()).Roles.Select(View)];

    private static RoleView View(Role role) => new(role.Id, role.Name, role.Description, role.Permissions);

    private sealed record RoleView(long Id, string Name, string? Description, IReadOnlyList<string> Permissions);
}
