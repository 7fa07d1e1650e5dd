using System.Diagnostics;

namespace Leadbase.Tests.Support;

/// <summary>The built <c>leadbase</c> executable as a process of its own, for what only the end of a process shows.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly TaskCompletionSource<string> _url = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _output = [];

    private ServerProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
    }

    /// <summary>The executable, which is built beside the tests.</summary>
    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "leadbase.exe" : "leadbase");

    /// <summary>Everything that was printed, for a failed test.</summary>
    public string Output
    {
        get
        {
            lock (_output) return string.Join('\n', _output);
        }
    }

    /// <summary>Starts <c>leadbase serve</c> on a free port of loopback.</summary>
    /// <param name="arguments">Further options.</param>
    /// <param name="environment">Settings that do not belong on a command line.</param>
    public static ServerProcess Start(IEnumerable<string> arguments, params (string Name, string? Value)[] environment)
    {
        var info = new ProcessStartInfo(Executable, ["serve", "--urls", "http://127.0.0.1:0", "--call-log", "off", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment)
        {
            if (value is not null) info.Environment[name] = value;
        }
        var server = new ServerProcess(new Process { StartInfo = info });
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Waits until the server listens; its address.</summary>
    public async Task<string> UrlAsync()
    {
        var ended = _process.WaitForExitAsync();
        var first = await Task.WhenAny(_url.Task, ended, Task.Delay(Patience));
        Assert.True(first == _url.Task || _url.Task.IsCompleted, $"leadbase {(first == ended ? $"ended with {_process.ExitCode}" : "is not ready")}:\n{Output}");
        return await _url.Task;
    }

    /// <summary><c>kill -9</c>, and waits for the end.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null) return;
        lock (_output) _output.Add(line);
        // Of the banner: "  Endpoint        http://127.0.0.1:34759/rest".
        var at = line.IndexOf("http://", StringComparison.Ordinal);
        if (at >= 0 && line.TrimStart().StartsWith("Endpoint", StringComparison.Ordinal)) _url.TrySetResult(line[at..].Trim()[..^"/rest".Length]);
    }
}
