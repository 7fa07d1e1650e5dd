using System.CommandLine;

namespace Leadbase.Server.Cli;

/// <summary>The options that commands share, and how a command gets from them to the open store.</summary>
internal sealed class CliContext
{
    /// <summary>Options that are also configuration.</summary>
    public SettingOptions Settings { get; } = new();

    /// <summary>The instance to act in.</summary>
    public Option<string?> Instance { get; } = new("--instance")
    {
        HelpName = "MUNCHKIN-ID",
        Recursive = true,
        Description = "The instance to act in; the oldest one when not given.",
    };

    /// <summary>Whether the output is for a script.</summary>
    public Option<bool> Json { get; } = new("--json")
    {
        Arity = ArgumentArity.Zero,
        Recursive = true,
        Description = "Print one JSON document instead of text.",
    };

    /// <summary>A noun, whose verbs are its subcommands.</summary>
    public Command Noun(string name, string description, params IEnumerable<Command> verbs)
    {
        var noun = new Command(name, description) { Json };
        foreach (var verb in verbs) noun.Add(verb);
        return noun;
    }

    /// <summary>A noun of things that belong to an instance.</summary>
    public Command InstanceNoun(string name, string description, params IEnumerable<Command> verbs)
    {
        var noun = Noun(name, description, verbs);
        noun.Add(Instance);
        return noun;
    }

    /// <summary>A verb that works on the open store and prints what <paramref name="act"/> returns.</summary>
    public Command Verb<T>(string name, string description, Func<CliCall, Task<T>> act, params IEnumerable<Symbol> symbols)
    {
        var verb = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Option option) verb.Add(option);
            else verb.Add((Argument)symbol);
        }
        verb.SetAction((parse, cancel) => Failures.ExplainAsync(parse, async () =>
        {
            var options = await ServerConfiguration.ReadAsync(Settings.Given(parse));
            await using var store = await LeadbaseStore.OpenAsync(options, TimeProvider.System, cancel);
            var call = new CliCall(parse, this, options, store.Catalogue, cancel);
            var result = await act(call);
            call.Output.Write(result);
            return 0;
        }));
        return verb;
    }
}
