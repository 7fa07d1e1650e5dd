using System.CommandLine;
using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Records.Imports;

namespace Leadbase.Server.Cli;

/// <summary><c>leadbase import</c>: what cannot come in through the API.</summary>
internal static class ImportCommands
{
    /// <summary>Problems that are told one by one; of a million wrong lines the first say enough.</summary>
    private const int MaxTold = 20;

    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext cli) => cli.InstanceNoun("import", "Import data from a file.", Activities(cli));

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
            new ActivityImport(call.Instance, ActivityTypes.Find, Note).RunAsync(ActivityFile.ReadAsync(path, call.Cancel), write, call.Cancel);

        void Note(string problem)
        {
            if (++told <= MaxTold) problems.Add(problem);
        }

        string Told() => string.Join('\n', told <= problems.Count ? problems : problems.Append($"… and {told - problems.Count} more."));
    }
}
