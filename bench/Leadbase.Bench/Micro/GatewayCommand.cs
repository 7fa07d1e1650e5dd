using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Leadbase.Accounts;

namespace Leadbase.Bench.Micro;

/// <summary><c>gateway</c>: what <c>micro</c> measures and whole calls, in seconds instead of minutes, for use while working on the code.</summary>
internal static class GatewayCommand
{
    public static Command Create()
    {
        var only = new Option<string>("--only") { DefaultValueFactory = _ => "", Description = "Only lines that contain this." };
        var command = new Command("gateway", "Time and allocations per call, without sockets; quick, for development.") { only };
        command.SetAction(async parse => await RunAsync(parse.GetValue(only)!));
        return command;
    }

    private static async Task RunAsync(string only)
    {
        await using var scene = await Scene.CreateAsync();
        (double Micros, double Bytes) Measure(string name, int count, Action work, Action? between = null) =>
            name.Contains(only, StringComparison.OrdinalIgnoreCase) ? Best(name, count, work, between) : default;
        var alone = Measure("handler alone, without the gateway", 500, scene.HandlerAlone);
        var ruled = Measure("handler behind the gateway", 500, scene.ThroughGateway);
        if (ruled != default) Print("the gateway adds (targets: 15 us, 1,536 bytes)", ruled.Micros - alone.Micros, ruled.Bytes - alone.Bytes);
        await scene.RecordAsync(CallRecording.Calls);
        Measure("behind the gateway, calls recorded", 500, scene.ThroughGateway, scene.WriteCalls);
        await scene.RecordAsync(CallRecording.Full);
        Measure("behind the gateway, recorded in full", 500, scene.ThroughGateway, scene.WriteCalls);
        Measure("writing of 500 calls recorded in full", 1, scene.WriteCalls, () => Repeat(500, scene.ThroughGateway));
        await scene.RecordAsync(CallRecording.Off);
        Measure("routing", 10_000, () => scene.Route());
        Measure("token check", 2_000, () => scene.CheckToken());
        Measure("coercion of a batch of 300", 5, () => scene.CoerceBatch());
        Measure("paging token, made and read", 1_000, () => scene.PageToken());
        Measure("Get Lead by Id, SQLite", 250, scene.LeadById);
        Measure("Get Leads by Filter Type, 1 email, SQLite", 250, scene.FilterByEmail());
        Measure("Get Leads by Filter Type, 300 emails, SQLite", 2, scene.FilterByEmails());
        Measure("Sync Leads, 300 leads, SQLite, durability fast", 1, scene.Sync());
        Measure("writing of a row of six fields", 2_000, scene.WriteRow());
    }

    /// <summary>The best of many short rounds: what disturbs only ever adds.</summary>
    private static (double Micros, double Bytes) Best(string name, int count, Action work, Action? between)
    {
        var best = double.MaxValue;
        var least = double.MaxValue;
        var until = Stopwatch.GetTimestamp() + (3 * Stopwatch.Frequency);
        for (var round = 0; round < 4 || (Stopwatch.GetTimestamp() < until && round < 1_000); round++)
        {
            between?.Invoke();
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < count; i++) work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMicroseconds / count);
            least = Math.Min(least, (double)(GC.GetAllocatedBytesForCurrentThread() - bytes) / count);
        }
        Print(name, best, least);
        return (best, least);
    }

    private static void Repeat(int count, Action work)
    {
        for (var i = 0; i < count; i++) work();
    }

    private static void Print(string name, double micros, double bytes) =>
        System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-50} {micros,10:N2} us {bytes,10:N0} bytes"));
}
