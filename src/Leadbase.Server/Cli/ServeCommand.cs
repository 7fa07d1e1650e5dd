using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.Sockets;
using Leadbase.Accounts;

namespace Leadbase.Server.Cli;

/// <summary><c>leadbase serve</c>.</summary>
internal static class ServeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext cli)
    {
        var serve = new Command(
            "serve",
            "Run the server. Every option is also a setting: Leadbase__Urls in the environment, or "
            + "Urls in the section Leadbase of appsettings.json in the current folder.");
        foreach (var option in cli.Settings.OfServer) serve.Add(option.Option);
        serve.Validators.Add(result => RefuseOpposites(cli.Settings, result));
        serve.SetAction((parse, cancel) => Failures.ExplainAsync(parse, () => ServeAsync(cli.Settings.Given(parse), cancel)));
        return serve;
    }

    private static async Task<int> ServeAsync(Dictionary<string, string?> given, CancellationToken cancel)
    {
        var options = await ServerConfiguration.ReadAsync(given);
        try
        {
            return await LeadbaseServer.RunAsync(options, cancel);
        }
        catch (SocketException e)
        {
            // The system's own words ("Permission denied") do not say to what.
            throw new AdministrationException(
                $"Cannot listen on {string.Join(" or ", options.Addresses)}: {e.Message}. "
                + "A port below 1024 may need a right of its own; docs/https.md says how to give it.");
        }
    }

    /// <summary><c>--sandbox</c> together with <c>--no-sandbox</c> is a mistake, most likely in a script.</summary>
    private static void RefuseOpposites(SettingOptions settings, CommandResult result)
    {
        var given = settings.OfServer.Where(o => result.GetResult(o.Option) is { Implicit: false });
        foreach (var both in given.GroupBy(o => o.Setting).Where(same => same.Count() > 1))
        {
            result.AddError($"{string.Join(" and ", both.Select(o => o.Option.Name))} exclude each other.");
        }
    }
}
