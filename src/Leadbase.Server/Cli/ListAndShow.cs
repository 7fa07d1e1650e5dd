using System.CommandLine;
using Leadbase.Accounts;

namespace Leadbase.Server.Cli;

/// <summary>The verbs <c>list</c> and <c>show</c>, which are the same for most nouns, and what else most nouns share.</summary>
internal static class ListAndShow
{
    /// <summary>Both verbs of a noun.</summary>
    /// <param name="cli">The shared options.</param>
    /// <param name="kind">The noun, as a person says it: <c>workspace</c>.</param>
    /// <param name="all">Every view of the instance.</param>
    /// <param name="nameOf">What a view is asked for by.</param>
    /// <param name="nameIs">What that is called in the help.</param>
    public static IEnumerable<Command> Of<T>(
        CliContext cli, string kind, Func<CliCall, Task<IReadOnlyList<T>>> all, Func<T, string> nameOf, string nameIs = "NAME")
        where T : class
    {
        var name = NameOf(kind, nameIs);
        return
        [
            List(cli, kind, all),
            cli.Verb(
                "show", $"Show one {kind}.",
                async call => Named(await all(call), nameOf, call.Parse.GetRequiredValue(name), kind),
                name),
        ];
    }

    /// <summary>The verb <c>list</c>.</summary>
    public static Command List<T>(CliContext cli, string kind, Func<CliCall, Task<IReadOnlyList<T>>> all) =>
        cli.Verb("list", $"List every {kind} of the instance.", all);

    /// <summary>The argument that names one thing.</summary>
    public static Argument<string> NameOf(string kind, string nameIs = "NAME") =>
        new(nameIs) { Description = $"The {kind}'s {nameIs.ToLowerInvariant()}." };

    /// <summary>The option that describes a new thing.</summary>
    public static Option<string?> Description() => new("--description") { HelpName = "TEXT", Description = "What it is for." };

    /// <summary>The one of a name, without regard to case.</summary>
    /// <exception cref="AdministrationException">There is none.</exception>
    public static T Named<T>(IEnumerable<T> all, Func<T, string> nameOf, string name, string kind)
        where T : class =>
        all.FirstOrDefault(one => string.Equals(nameOf(one), name, StringComparison.OrdinalIgnoreCase))
        ?? throw new AdministrationException($"There is no {kind} '{name}'.");
}
