using System.CommandLine;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Leadbase.Bench.Micro;

/// <summary><c>micro</c>: parts of the way of a call, with BenchmarkDotNet.</summary>
internal static class MicroCommand
{
    public static Command Create()
    {
        var command = new Command("micro", "Measure the parts of a call with BenchmarkDotNet.");
        command.SetAction(_ =>
        {
            var config = DefaultConfig.Instance
                .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
                .AddDiagnoser(MemoryDiagnoser.Default);
            var summary = BenchmarkRunner.Run<CallBenchmarks>(config);
            var (alone, ruled) = (Of(summary, nameof(CallBenchmarks.HandlerAlone)), Of(summary, nameof(CallBenchmarks.ThroughGateway)));
            System.Console.WriteLine($"The gateway adds {ruled.Micros - alone.Micros:0.00} us and {ruled.Bytes - alone.Bytes:0} bytes (targets: 15 us, 1,536 bytes).");
        });
        return command;
    }

    private static (double Micros, double Bytes) Of(Summary summary, string method)
    {
        var report = summary.Reports.Single(r => r.BenchmarkCase.Descriptor.WorkloadMethod.Name == method);
        return (report.ResultStatistics!.Median / 1000, report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0);
    }
}

/// <summary>The benchmarks; public because BenchmarkDotNet makes a class of its own from it.</summary>
public class CallBenchmarks
{
    private Scene _scene = null!;
    private Action _write = null!;

    /// <summary>Makes the instance.</summary>
    [GlobalSetup]
    public void Start()
    {
        _scene = Scene.CreateAsync().GetAwaiter().GetResult();
        _write = _scene.WriteRow();
    }

    /// <summary>Removes the instance.</summary>
    [GlobalCleanup]
    public void Stop() => _scene.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>A handler with its envelope, called without the gateway.</summary>
    [Benchmark]
    public void HandlerAlone() => _scene.HandlerAlone();

    /// <summary>The same handler behind the gateway with every rule on.</summary>
    [Benchmark]
    public void ThroughGateway() => _scene.ThroughGateway();

    /// <summary>Finding the operation of a path.</summary>
    [Benchmark]
    public bool Routing() => _scene.Route();

    /// <summary>Finding the caller of a token.</summary>
    [Benchmark]
    public bool TokenCheck() => _scene.CheckToken();

    /// <summary>The JSON of 300 records as typed values.</summary>
    [Benchmark]
    public int CoercionOf300() => _scene.CoerceBatch();

    /// <summary>One row of six fields as JSON.</summary>
    [Benchmark]
    public void ProjectionWrite() => _write();

    /// <summary>A paging token, made and read.</summary>
    [Benchmark]
    public bool PagingToken() => _scene.PageToken();
}
