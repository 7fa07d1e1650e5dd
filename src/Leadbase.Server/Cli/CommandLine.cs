using System.CommandLine;
using System.CommandLine.Invocation;

namespace Leadbase.Server.Cli;

/// <summary>The command <c>leadbase</c>: one noun per thing an administrator handles, and <c>serve</c>.</summary>
internal static class CommandLine
{
    /// <summary>
    /// The server drains by itself when it is told to stop; a command is only cut off when that hangs.
    /// </summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromMinutes(1);

    /// <summary>Runs what the arguments ask for; without any, the server.</summary>
    /// <returns>The exit code of the process.</returns>
    public static Task<int> RunAsync(string[] args) =>
        RunAsync(args, new InvocationConfiguration { ProcessTerminationTimeout = StopWithin });

    /// <summary>The same with writers of the caller's choice.</summary>
    internal static Task<int> RunAsync(string[] args, InvocationConfiguration invocation)
    {
        // An argument that starts with @ is a value like any other here, not the name of a file of arguments.
        var parser = new ParserConfiguration { ResponseFileTokenReplacer = null };
        var parsed = Root().Parse(args.Length == 0 ? ["serve"] : args, parser);
        // The whole help would bury the message; it is shown only where a verb is missing.
        if (parsed.Action is ParseErrorAction error) error.ShowHelp = parsed.CommandResult.Command.Subcommands.Count > 0;
        return parsed.InvokeAsync(invocation);
    }

    private static RootCommand Root()
    {
        var cli = new CliContext();
        var root = new RootCommand("An open, self-hosted server that speaks the Marketo Engage REST API. Without a command it serves.");
        foreach (var option in cli.Settings.OfStore) root.Add(option.Option);
        root.Add(ServeCommand.Create(cli));
        root.Add(InstanceCommands.Create(cli));
        root.Add(PartitionCommands.Create(cli));
        root.Add(WorkspaceCommands.Create(cli));
        root.Add(RoleCommands.Create(cli));
        root.Add(UserCommands.Create(cli));
        root.Add(ServiceCommands.Create(cli));
        root.Add(ConsoleCommands.Create(cli));
        root.Add(ImportCommands.Create(cli));
        root.Add(CertificateCommands.Create(cli));
        root.Add(OpenApiCommand.Create());
        return root;
    }
}
