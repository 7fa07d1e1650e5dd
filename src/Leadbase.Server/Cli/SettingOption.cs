using System.CommandLine;

namespace Leadbase.Server.Cli;

/// <summary>An option of the command line that is also a setting in configuration, so that either can give it.</summary>
/// <param name="Option">The option.</param>
/// <param name="Setting">The setting's name in the section <c>Leadbase</c>.</param>
/// <param name="Read">The setting's value in the form of configuration, from a command line that gives the option.</param>
internal sealed record SettingOption(Option Option, string Setting, Func<ParseResult, string?> Read)
{
    /// <summary>An option with a text for a value.</summary>
    public static SettingOption Text(string name, string setting, string helpName, string description)
    {
        var option = new Option<string?>(name) { HelpName = helpName, Description = description };
        return new SettingOption(option, setting, parse => parse.GetValue(option));
    }

    /// <summary>An option with one of a few words for a value.</summary>
    public static SettingOption Choice(string name, string setting, IReadOnlyList<string> words, string description)
    {
        var option = new Option<string?>(name) { Description = description };
        option.AcceptOnlyFromAmong([.. words]);
        return new SettingOption(option, setting, parse => parse.GetValue(option));
    }

    /// <summary>An option whose presence means <paramref name="meaning"/>: <c>--sandbox</c> and <c>--no-sandbox</c>.</summary>
    public static SettingOption Flag(string name, string setting, bool meaning, string description)
    {
        var option = new Option<bool>(name) { Description = description, Arity = ArgumentArity.Zero };
        return new SettingOption(option, setting, _ => meaning ? "true" : "false");
    }
}
