using System.CommandLine;
using Leadbase.Marketing.Import;

namespace Leadbase.Server.Cli;

/// <summary><c>leadbase import</c>.</summary>
internal static class ImportCommands
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext cli) => cli.InstanceNoun(
        "import", "Load what no operation of the API creates, also while a server runs.", [Assets(cli)]);

    private static Command Assets(CliContext cli)
    {
        var file = FileOf("A JSON file with a section for each kind of asset; docs/import-assets.md describes it.");
        return cli.Verb(
            "assets", "Load channels, tag types, programs, static lists, campaigns, forms and the like.",
            async call =>
            {
                await using var stream = call.Parse.GetRequiredValue(file).OpenRead();
                return await AssetImport.RunAsync(call.Instance, stream, call.Cancel);
            },
            file);
    }

    private static Argument<FileInfo> FileOf(string description) => new Argument<FileInfo>("FILE") { Description = description }.AcceptExistingOnly();
}
