using System.CommandLine;
using Leadbase.Accounts;

namespace Leadbase.Server.Cli;

/// <summary>One run of a command on the open store.</summary>
internal sealed class CliCall(
    ParseResult parse, CliContext cli, ServerOptions options, InstanceCatalogue catalogue, CancellationToken cancel)
{
    /// <summary>What was typed.</summary>
    public ParseResult Parse { get; } = parse;

    /// <summary>The options of the server.</summary>
    public ServerOptions Options { get; } = options;

    /// <summary>The instances.</summary>
    public InstanceCatalogue Catalogue { get; } = catalogue;

    /// <summary>Stops the command.</summary>
    public CancellationToken Cancel { get; } = cancel;

    /// <summary>Where results go.</summary>
    public Output Output { get; } = new(parse.InvocationConfiguration.Output, parse.GetValue(cli.Json));

    /// <summary>The instance to act in: the one that <c>--instance</c> names, or the default one.</summary>
    /// <exception cref="AdministrationException">There is no such instance.</exception>
    public Instance Instance => InstanceOf(Parse.GetValue(cli.Instance));

    /// <summary>The same, administered from the command line.</summary>
    public Administrator Administrator => new(Instance, Administrator.CommandLine);

    /// <summary>The instance of a Munchkin id, or the default one of none.</summary>
    /// <exception cref="AdministrationException">There is no such instance.</exception>
    public Instance InstanceOf(string? munchkinId)
    {
        if (munchkinId is null)
        {
            return Catalogue.Default
                ?? throw new AdministrationException("There is no instance yet; make one with 'leadbase instance create 123-ABC-456'.");
        }
        return Catalogue.Find(munchkinId)
            ?? throw new AdministrationException($"There is no instance '{munchkinId}'; 'leadbase instance list' shows those there are.");
    }

    /// <summary>The accounts of the instance to act in.</summary>
    public ValueTask<AccountDirectory> DirectoryAsync() => AccountDirectory.OfAsync(Instance, Cancel);
}
