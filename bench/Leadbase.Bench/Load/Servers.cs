using System.Text.Json;
using Leadbase.Bench.Records;
using Leadbase.Server;

namespace Leadbase.Bench.Load;

/// <summary>A filled database with the server over it.</summary>
internal sealed class LeadServer : IDisposable
{
    private readonly LeadStore _store;

    private LeadServer(LeadStore store, ChildProcess process, int leads)
    {
        (_store, Process, Leads) = (store, process, leads);
        Requests = new Requests(Token(process));
        MegabytesAtStart = Settle(process);
    }

    public ChildProcess Process { get; private set; }

    public LeadStore Store => _store;

    public int Leads { get; }

    public Requests Requests { get; }

    /// <summary>Memory of the process when it was ready and had given a token.</summary>
    public double MegabytesAtStart { get; }

    /// <summary>Lets the server create its tables, fills them, and starts the server over them.</summary>
    /// <param name="program">The built server.</param>
    /// <param name="store">Where.</param>
    /// <param name="leads">How many leads.</param>
    /// <param name="filled">Called when the tables are filled and nobody has them open.</param>
    public static LeadServer Start(string program, LeadStore store, int leads, Action? filled = null)
    {
        using (var first = Launch(program, store))
        {
            var requests = new Requests(Token(first));
            if (store.Records is not null) CustomActivityData.CreateTypes(first.Port, requests);
        }
        store.Fill(leads);
        filled?.Invoke();
        return new LeadServer(store, Launch(program, store), leads);
    }

    /// <summary>Ends the process and starts another one over the same data.</summary>
    public void Restart(string program)
    {
        Process.Dispose();
        Process = Launch(program, _store);
    }

    public void Dispose()
    {
        Process.Dispose();
        _store.Dispose();
    }

    private static ChildProcess Launch(string program, LeadStore store) => ChildProcess.Start(
        program, url => ["serve", "--sandbox", "--no-demo-data", "--limits", "off", "--call-log", "text", "--urls", url, .. store.ServerArguments]);

    private static double Settle(ChildProcess process)
    {
        Thread.Sleep(1500);
        return process.ResidentMegabytes;
    }

    private static string Token(ChildProcess process)
    {
        using var json = JsonDocument.Parse(HttpLoad.Once(process.Port, Requests.TokenOf(Sandbox.ClientId, Sandbox.ClientSecret)));
        return json.RootElement.GetProperty("access_token").GetString()!;
    }
}

/// <summary>The floors that are processes.</summary>
internal static class FloorServer
{
    public static ChildProcess Start(string kind, LeadStore store) => Start([kind, .. store.FloorArguments]);

    public static ChildProcess StartMemory(byte[] body) => Start(["memory", "--body", Convert.ToBase64String(body)]);

    private static ChildProcess Start(IEnumerable<string> arguments) =>
        ChildProcess.Start(Environment.ProcessPath!, url => ["floor", .. arguments, "--urls", url]);
}
