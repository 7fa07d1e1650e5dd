using Leadbase.Accounts;
using Leadbase.Gateway.Calls;

namespace Leadbase.Tests.Http.Calls;

/// <summary>Steps of tests that look at recorded calls.</summary>
internal static class CallSteps
{
    public static CallRecorder Recorder(this TestServer server) => CallRecorder.Of(server.Instance);

    /// <summary>The next call that a watch is told of; within a second, as the console promises.</summary>
    public static async Task<RecordedCall> NextAsync(this CallWatch watch)
    {
        using var second = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        return await watch.Calls.ReadAsync(second.Token);
    }

    /// <summary>Makes a call and waits until it is recorded.</summary>
    public static async Task<RecordedCall> RecordedAsync(this TestServer server, Func<ApiClient, Task<Reply>> call)
    {
        await server.Api.TokenAsync();
        using var watch = server.Recorder().Watch();
        await call(server.Api);
        while (true)
        {
            var recorded = await watch.NextAsync();
            if (!recorded.Operation.StartsWith("identity", StringComparison.Ordinal)) return recorded;
        }
    }

    public static Task RecordAsync(this TestServer server, CallRecording recording) =>
        server.Server.Catalogue.SetAsync(server.Instance, server.Instance.Settings with { Recording = recording });
}
