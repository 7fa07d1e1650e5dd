using System.CommandLine;
using System.Text.Json;
using Leadbase.Server.Cli;

namespace Leadbase.Tests.Cli;

/// <summary>The command line over a data folder of its own, with what it prints.</summary>
internal sealed class Cli : IDisposable
{
    public string Data { get; } = Directory.CreateTempSubdirectory("leadbase-cli-").FullName;

    public Task<Printed> RunAsync(params string[] args) => RunAnywhereAsync([.. args, "--data", Data]);

    /// <summary>Runs a command that must succeed, for its JSON document.</summary>
    public async Task<JsonElement> JsonAsync(params string[] args)
    {
        var printed = await RunAsync([.. args, "--json"]);
        Assert.Equal(("", 0), (printed.Error, printed.ExitCode));
        return JsonDocument.Parse(printed.Output).RootElement;
    }

    /// <summary>Runs a command that must fail, for its message.</summary>
    public async Task<string> FailureAsync(params string[] args)
    {
        var printed = await RunAsync(args);
        Assert.Equal(("", 1), (printed.Output.Trim(), printed.ExitCode));
        Assert.DoesNotContain("   at ", printed.Error, StringComparison.Ordinal);
        return printed.Error.Trim();
    }

    /// <summary>Runs a command just as it is given.</summary>
    public static async Task<Printed> RunAnywhereAsync(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exitCode = await CommandLine.RunAsync(args, new InvocationConfiguration { Output = output, Error = error });
        return new Printed(output.ToString(), error.ToString(), exitCode);
    }

    public void Dispose() => Directory.Delete(Data, recursive: true);
}

internal sealed record Printed(string Output, string Error, int ExitCode);
