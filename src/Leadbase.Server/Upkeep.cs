using Leadbase.Accounts;
using Leadbase.Bulk;
using Leadbase.Gateway.Calls;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Leadbase.Server;

/// <summary>Twice a second: takes over what other processes have changed, and writes the usage that was counted and the calls that were recorded; once a minute, removes files whose time is over.</summary>
internal sealed partial class Upkeep(InstanceCatalogue catalogue, TimeProvider clock, ILogger<Upkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Expiry = TimeSpan.FromMinutes(1);

    // It runs from the start of the server on, and not from when a thread first gets to ExecuteAsync.
    private readonly PeriodicTimer _timer = new(Interval, clock);

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var expired = DateTimeOffset.MinValue;
        while (await _timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync(() => catalogue.RefreshAsync(stoppingToken));
            foreach (var instance in catalogue.Instances)
            {
                await TryAsync(() => Usage.Of(instance).FlushAsync(stoppingToken));
                await TryAsync(() => CallRecorder.Of(instance).FlushAsync(stoppingToken));
            }
            if (clock.GetUtcNow() - expired < Expiry) continue;
            expired = clock.GetUtcNow();
            foreach (var instance in catalogue.Instances) await TryAsync(() => BulkModule.ExpireAsync(instance, stoppingToken));
        }
    }

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException)
        {
        }
#pragma warning disable CA1031 // Upkeep goes on: the database may be back in half a second.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFailed(e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Upkeep failed and will be tried again: {Reason}")]
    private partial void LogFailed(string reason);
}
