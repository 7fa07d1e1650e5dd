using System.CommandLine;
using Leadbase.Accounts;

namespace Leadbase.Server.Cli;

/// <summary><c>leadbase workspace</c>.</summary>
internal static class WorkspaceCommands
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext cli) => cli.InstanceNoun(
        "workspace", "Workspaces: each reaches one or more lead partitions, and users have roles in it.",
        [Creation(cli), .. ListAndShow.Of(cli, "workspace", AllAsync, workspace => workspace.Name)]);

    private static Command Creation(CliContext cli)
    {
        var (name, description) = (ListAndShow.NameOf("workspace"), ListAndShow.Description());
        var partitions = new Option<string[]>("--partition")
        {
            HelpName = "NAME",
            Required = true,
            Description = "A partition that it reaches; repeatable, and the first is its primary one.",
        };
        return cli.Verb(
            "create", "Create a workspace.",
            async call =>
            {
                var workspace = await Administration.CreateWorkspaceAsync(
                    call.Administrator, call.Parse.GetRequiredValue(name), call.Parse.GetValue(description), call.Parse.GetRequiredValue(partitions));
                return View(await call.DirectoryAsync(), workspace);
            },
            name, partitions, description);
    }

    private static async Task<IReadOnlyList<WorkspaceView>> AllAsync(CliCall call)
    {
        var directory = await call.DirectoryAsync();
        return [.. directory.Workspaces.Select(workspace => View(directory, workspace))];
    }

    private static WorkspaceView View(AccountDirectory directory, Workspace workspace) => new(
        workspace.Id, workspace.Name, workspace.Description,
        [.. workspace.Partitions.Select(id => directory.Partitions.Single(p => p.Id == id).Name)]);

    private sealed record WorkspaceView(long Id, string Name, string? Description, IReadOnlyList<string> Partitions);
}
