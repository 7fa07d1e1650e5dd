using System.CommandLine;

namespace Leadbase.Server.Cli;

/// <summary>Every option of the command line that is also a setting in configuration.</summary>
internal sealed class SettingOptions
{
    /// <summary>Makes the options; the recursive ones are those of every command.</summary>
    public SettingOptions()
    {
        foreach (var option in OfStore) option.Option.Recursive = true;
    }

    /// <summary>Where the data is: options of every command.</summary>
    public IReadOnlyList<SettingOption> OfStore { get; } =
    [
        SettingOption.Text("--data", nameof(ServerOptions.Data), "DIR",
            "Folder of the SQLite files, the sandbox's key and the certificates; leadbase-data when not given."),
        SettingOption.Text("--postgres", nameof(ServerOptions.Postgres), "CONNECTION",
            "A PostgreSQL connection string in Npgsql's keywords, instead of SQLite. Give one with a password as Leadbase__Postgres."),
        SettingOption.Text("--postgres-schema", nameof(ServerOptions.PostgresSchema), "NAME",
            "The PostgreSQL schema of the catalogue and prefix of the instances' schemas; leadbase when not given."),
    ];

    /// <summary>How the server serves.</summary>
    public IReadOnlyList<SettingOption> OfServer { get; } =
    [
        SettingOption.Text("--urls", nameof(ServerOptions.Urls), "URLS",
            "Where to listen, separated by semicolons; http://127.0.0.1:5040 when not given, and https://127.0.0.1:8443 with --https."),
        SettingOption.Flag("--sandbox", nameof(ServerOptions.Sandbox), true,
            "A ready instance with well-known credentials, on loopback only; the default."),
        SettingOption.Flag("--no-sandbox", nameof(ServerOptions.Sandbox), false,
            "Only the instances and services that an administrator has created."),
        SettingOption.Flag("--demo-data", nameof(ServerOptions.DemoData), true, "Fill a new sandbox with demo data; the default."),
        SettingOption.Flag("--no-demo-data", nameof(ServerOptions.DemoData), false, "Leave a new sandbox empty."),
        SettingOption.Flag("--allow-remote", nameof(ServerOptions.AllowRemote), true,
            "Let a sandbox listen beyond loopback, with a random secret."),
        SettingOption.Choice("--limits", nameof(ServerOptions.Limits), ["documented", "off"],
            "Whether quota, rate and concurrency are enforced (607, 606, 615); documented when not given."),
        SettingOption.Flag("--https", nameof(ServerOptions.Https), true,
            "Listen with the development certificate that 'certificate create' made."),
        SettingOption.Choice("--durability", nameof(ServerOptions.Durability), ["full", "fast"],
            "full: an acknowledged write survives a power cut. fast: only a crash of the server. full when not given."),
        SettingOption.Choice("--call-log", nameof(ServerOptions.CallLog), ["text", "json", "off"],
            "One line per call on standard output; text in a sandbox and json otherwise when not given."),
    ];

    /// <summary>The settings that a command line gives, as configuration.</summary>
    public Dictionary<string, string?> Given(ParseResult parse) =>
        OfStore.Concat(OfServer)
            .Where(o => parse.GetResult(o.Option) is { Implicit: false })
            .ToDictionary(o => $"{ServerOptions.Section}:{o.Setting}", o => o.Read(parse));
}
