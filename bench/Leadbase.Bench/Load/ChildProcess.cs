using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Leadbase.Bench.Load;

/// <summary>A server as a process of its own, on a free port of loopback; its standard output goes to /dev/null.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>The memory the process holds, in megabytes.</summary>
    public double ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>The most memory the process ever held, in megabytes.</summary>
    public double PeakMegabytes
    {
        get
        {
            const string Name = "VmHWM:";
            var line = File.ReadLines($"/proc/{_process.Id.ToString(CultureInfo.InvariantCulture)}/status").Single(l => l.StartsWith(Name, StringComparison.Ordinal));
            return long.Parse(line[Name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024.0;
        }
    }

    /// <summary>Starts a program and waits until it accepts connections.</summary>
    /// <param name="program">The executable.</param>
    /// <param name="arguments">Its arguments, given the address to listen on.</param>
    public static ChildProcess Start(string program, Func<string, IEnumerable<string>> arguments)
    {
        var port = FreePort();
        // The shell only gives its place to the program, with the output turned away: lines are formed and written, and go nowhere.
        var start = new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", "exec \"$0\" \"$@\" > /dev/null", program } };
        foreach (var argument in arguments($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}")) start.ArgumentList.Add(argument);
        var child = new ChildProcess(Process.Start(start)!, port);
        child.AwaitPort();
        return child;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            if (!_process.WaitForExit(TimeSpan.FromSeconds(30))) _process.Kill();
        }
        _process.Dispose();
    }

    private void AwaitPort()
    {
        for (var tries = 0; ; tries++)
        {
            if (_process.HasExited) throw new InvalidOperationException($"The server ended with code {_process.ExitCode}.");
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Connect(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException) when (tries < 600)
            {
                Thread.Sleep(100);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
