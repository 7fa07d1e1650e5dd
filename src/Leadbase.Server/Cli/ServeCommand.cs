using System.CommandLine;
using System.CommandLine.Parsing;

namespace Leadbase.Server.Cli;

/// <summary><c>leadbase serve</c>.</summary>
internal static class ServeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext cli)
    {
        var serve = new Command(
            "serve",
            "Run the server. Every option is also a setting: Leadbase__Urls in the environment, or Urls in the section Leadbase of appsettings.json in the current folder.");
        foreach (var option in cli.Settings.OfServer) serve.Add(option.Option);
        serve.Validators.Add(result => RefuseOpposites(cli.Settings, result));
        serve.SetAction((parse, cancel) => Failures.ExplainAsync(
            parse, async () => await LeadbaseServer.RunAsync(await ServerConfiguration.ReadAsync(cli.Settings.Given(parse)), cancel)));
        return serve;
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
