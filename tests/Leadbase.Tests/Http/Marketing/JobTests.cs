using Leadbase.Jobs;
using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Marketing;

/// <summary>A job is one server's at a time, also when a step outlasts its lease.</summary>
public sealed class JobTests
{
    private const string Kind = "of no runner";

    [Theory, OnEveryDatabase]
    public async Task A_job_that_is_done_while_another_server_waits_for_it_is_not_taken_over(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (instance, now) = (server.Instance, server.Instance.Now);
        Job job;
        await using (var session = await instance.Database.WriteAsync())
        {
            await JobStore.EnqueueAsync(session, Kind, "payload", now, now);
            job = (await JobStore.ClaimAsync(session, [Kind], 1, "first", now))!;
            await session.CommitAsync();
        }

        Task<Job?> second;
        await using (var step = await instance.Database.WriteAsync())
        {
            Assert.True(await JobStore.HoldAsync(step, job, "first"));
            second = Task.Run(() => ClaimAsync(now + JobStore.LeaseSeconds + 1));
            await Task.Delay(500);
            await JobStore.AdvanceAsync(step, job, new JobStep(null, Done: true), now + JobStore.LeaseSeconds + 1);
            await step.CommitAsync();
        }

        Assert.Null(await second);

        async Task<Job?> ClaimAsync(long later)
        {
            await using var session = await instance.Database.WriteAsync();
            var claimed = await JobStore.ClaimAsync(session, [Kind], 1, "second", later);
            await session.CommitAsync();
            return claimed;
        }
    }
}
