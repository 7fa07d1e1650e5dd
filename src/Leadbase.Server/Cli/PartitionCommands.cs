using System.CommandLine;
using Leadbase.Accounts;

namespace Leadbase.Server.Cli;

/// <summary><c>leadbase partition</c>.</summary>
internal static class PartitionCommands
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext cli) => cli.InstanceNoun(
        "partition", "Lead partitions: each lead is in exactly one.",
        [Creation(cli), .. ListAndShow.Of(cli, "partition", AllAsync, partition => partition.Name)]);

    private static Command Creation(CliContext cli)
    {
        var (name, description) = (ListAndShow.NameOf("partition"), ListAndShow.Description());
        return cli.Verb(
            "create", "Create a lead partition.",
            call => Administration.CreatePartitionAsync(call.Administrator, call.Parse.GetRequiredValue(name), call.Parse.GetValue(description)),
            name, description);
    }

    private static async Task<IReadOnlyList<Partition>> AllAsync(CliCall call) => (await call.DirectoryAsync()).Partitions;
}
