namespace Leadbase.Tests.Cli;

/// <summary>Help, mistakes in what was typed, and settings.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("serve", "--durability <fast|full>")]
    [InlineData("instance set", "--ip-allowlist <LIST>")]
    [InlineData("user create", "--role <ROLE[@WORKSPACE]> (REQUIRED)")]
    [InlineData("certificate create", "--json")]
    [InlineData("", "certificate")]
    public async Task Every_command_has_help(string command, string mentions)
    {
        var printed = await Cli.RunAnywhereAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(0, printed.ExitCode);
        Assert.Contains(mentions, printed.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--sandbox and --no-sandbox exclude each other.", "serve", "--sandbox", "--no-sandbox")]
    [InlineData("Argument 'maybe' not recognized.", "serve", "--limits", "maybe")]
    [InlineData("A sandbox listens on loopback only", "serve", "--urls", "http://0.0.0.0:0")]
    [InlineData("There is no certificate yet", "serve", "--https", "--no-demo-data", "--urls", "https://127.0.0.1:0")]
    [InlineData("Production needs a key", "serve", "--no-sandbox")]
    [InlineData("The PostgreSQL connection string cannot be read", "instance", "list", "--postgres", "postgres://me:hidden@db/leadbase?ssl=1")]
    [InlineData("Failed to connect to 127.0.0.1:1", "instance", "list", "--postgres", "Host=127.0.0.1;Port=1;Username=me;Password=hidden")]
    public async Task A_mistake_is_told_in_a_sentence_without_secrets(string message, params string[] args)
    {
        using var cli = new Cli();

        var told = await cli.FailureAsync(args);

        Assert.StartsWith(message, told, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", told, StringComparison.Ordinal);
    }
}
