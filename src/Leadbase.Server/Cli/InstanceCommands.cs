using System.CommandLine;
using Leadbase.Accounts;

namespace Leadbase.Server.Cli;

/// <summary><c>leadbase instance</c>.</summary>
internal static class InstanceCommands
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext cli) => cli.Noun(
        "instance", "The subscriptions that the server holds; nothing is shared between two of them.",
        Creation(cli),
        cli.Verb("list", "List every instance.", call => Task.FromResult(call.Catalogue.Instances
            .OrderBy(i => i.MunchkinId, StringComparer.Ordinal).Select(i => new InstanceRow(
                i.MunchkinId, i == call.Catalogue.Default, i.Settings.TimeZone, i.Settings.Limits.DailyQuota, i.Settings.Maintenance)).ToList())),
        Showing(cli),
        Setting(cli));

    private static Command Creation(CliContext cli)
    {
        var id = new Argument<string>("MUNCHKIN-ID") { Description = "The new instance's id, for example 123-ABC-456." };
        var settings = new InstanceSettingOptions();
        return cli.Verb(
            "create", "Create an instance with a default workspace and partition.",
            async call =>
            {
                var wanted = settings.Apply(call.Parse, new InstanceSettings());
                var instance = await call.Catalogue.CreateAsync(call.Parse.GetRequiredValue(id), wanted, Administrator.CommandLine, call.Cancel);
                await Administration.CreateDefaultsAsync(instance);
                return View(call, instance);
            },
            [id, .. settings.All]);
    }

    private static Command Showing(CliContext cli)
    {
        var id = Existing();
        return cli.Verb("show", "Show the settings of an instance.", call => Task.FromResult(View(call, Chosen(cli, call, id))), id, cli.Instance);
    }

    private static Command Setting(CliContext cli)
    {
        var id = Existing();
        var settings = new InstanceSettingOptions();
        var set = cli.Verb(
            "set", "Change settings of an instance; a running server follows within a second.",
            async call =>
            {
                var instance = Chosen(cli, call, id);
                await call.Catalogue.SetAsync(instance, settings.Apply(call.Parse, instance.Settings), Administrator.CommandLine);
                return View(call, instance);
            },
            [id, cli.Instance, .. settings.All]);
        set.Validators.Add(result =>
        {
            if (settings.All.All(o => result.GetResult(o) is null)) result.AddError("Nothing to set; 'leadbase instance set --help' shows what there is.");
        });
        return set;
    }

    private static Argument<string?> Existing() => new("MUNCHKIN-ID")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The instance, like --instance; the oldest one when neither is given.",
    };

    private static Instance Chosen(CliContext cli, CliCall call, Argument<string?> id) =>
        call.InstanceOf(call.Parse.GetValue(id) ?? call.Parse.GetValue(cli.Instance));

    private static InstanceView View(CliCall call, Instance instance)
    {
        var (settings, limits) = (instance.Settings, instance.Settings.Limits);
        return new InstanceView(
            instance.MunchkinId, instance == call.Catalogue.Default, settings.TimeZone,
            limits.DailyQuota, limits.RateLimit, limits.RateWindowSeconds, limits.Concurrency, limits.CustomFieldsPerObject, limits.ProgramMembersPerQuery,
            settings.Features.NativeCrmSync, settings.Features.AccessTokenParameter, settings.Features.ActivityListLimit, settings.Features.CountMatchingMembers,
            settings.Recording.ToString().ToLowerInvariant(), settings.Maintenance, settings.IpAllowlist);
    }

    private sealed record InstanceRow(string MunchkinId, bool Default, string TimeZone, int DailyQuota, bool Maintenance);

    private sealed record InstanceView(
        string MunchkinId, bool Default, string TimeZone,
        int DailyQuota, int RateLimit, int RateWindowSeconds, int Concurrency, int CustomFieldsPerObject, int ProgramMembersPerQuery,
        bool NativeCrmSync, bool AccessTokenParameter, bool ActivityListLimit, bool CountMatchingMembers, string RecordCalls,
        bool Maintenance, IReadOnlyList<string> IpAllowlist);
}
