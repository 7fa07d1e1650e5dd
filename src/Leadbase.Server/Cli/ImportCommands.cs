using System.CommandLine;
using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Marketing.Import;
using Leadbase.Records.Imports;

namespace Leadbase.Server.Cli;

/// <summary><c>leadbase import</c>: what cannot come in through the API, also while a server runs.</summary>
internal static class ImportCommands
{
    /// <summary>Problems that are told one by one; of a million wrong lines the first say enough.</summary>
    private const int MaxTold = 20;

    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext cli) => cli.InstanceNoun(
        "import", "Load what no operation of the API creates, also while a server runs.", [Assets(cli), Activities(cli)]);

    private static Command Assets(CliContext cli)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A JSON file with a section for each kind of asset; docs/import-assets.md describes it." }.AcceptExistingOnly();
        return cli.Verb(
            "assets", "Load channels, tag types, programs, static lists, campaigns, forms and the like.",
            async call =>
            {
                await using var stream = call.Parse.GetRequiredValue(file).OpenRead();
                return await AssetImport.RunAsync(call.Instance, stream, call.Cancel);
            },
            file);
    }

    private static Command Activities(CliContext cli)
    {
        var file = new Argument<string>("FILE") { Description = "A JSON object on each line, or one JSON array; docs/import-activities.md says what is in them." };
        var skip = new Option<bool>("--skip-invalid") { Arity = ArgumentArity.Zero, Description = "Leave out what cannot be imported, instead of importing nothing." };
        return cli.Verb(
            "activities", "Import activities of any type and date, of leads and of anonymous visitors.",
            call => ImportAsync(call, call.Parse.GetRequiredValue(file), call.Parse.GetValue(skip)),
            file, skip);
    }

    private static async Task<ActivityImportCounts> ImportAsync(CliCall call, string path, bool skipInvalid)
    {
        var (problems, told) = (new List<string>(), 0L);
        var types = await ActivityTypes.OfAsync(call.Instance, call.Cancel);
        if (!skipInvalid)
        {
            // Nothing is written before everything is known to be right.
            await RunAsync(write: false);
            if (told > 0) throw new AdministrationException($"{Told()}\nNothing was imported; --skip-invalid leaves such records out.");
        }
        var counts = await RunAsync(write: true);
        if (told > 0) await call.Parse.InvocationConfiguration.Error.WriteLineAsync(Told());
        return counts;

        Task<ActivityImportCounts> RunAsync(bool write) =>
            new ActivityImport(call.Instance, types.Find, Note).RunAsync(ActivityFile.ReadAsync(path, call.Cancel), write, call.Cancel);

        void Note(string problem)
        {
            if (++told <= MaxTold) problems.Add(problem);
        }

        string Told() => string.Join('\n', told <= problems.Count ? problems : problems.Append($"… and {told - problems.Count} more."));
    }
}
