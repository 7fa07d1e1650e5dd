using Leadbase.Accounts;
using Leadbase.Storage;

namespace Leadbase.Jobs;

/// <summary>The jobs of one instance.</summary>
public static class JobStore
{
    /// <summary>A job that fails this often is given up.</summary>
    public const int MaxAttempts = 5;

    /// <summary>Seconds for which a server has a job; each step renews it. After a crash another server takes over when they are over.</summary>
    public const int LeaseSeconds = 30;

    /// <summary>Stores a job, in the transaction of what it belongs to; call <see cref="JobSignal.Set"/> once that is committed.</summary>
    /// <returns>Its id.</returns>
    public static async Task<long> EnqueueAsync<T>(Session session, string kind, T payload, long runAt, long now)
    {
        var id = (await session.Database.Dialect.AllocateIdsAsync(session, JobsSchema.Sequence, 1))[0];
        await session.Sql($"insert into {Table(session)} (id, kind, state, run_at, attempts, payload, created_at) values ($1, $2, 'queued', $3, 0, $4, $5)")
            .Bind(id).Bind(kind).Bind(runAt).Bind(Job.Write(payload)).Bind(now).ExecuteAsync();
        return id;
    }

    /// <summary>Whether there is something to claim.</summary>
    public static async Task<bool> IsDueAsync(Session session, IReadOnlyList<string> kinds, long now) =>
        await session.Sql($"select id from {Table(session)} where {Due(session)} limit 1").Bind(now).BindSet(kinds).NumberAsync() is not null;

    /// <summary>Takes the job that has been due the longest, or one whose server is gone; null when nothing is to be done.</summary>
    public static async Task<Job?> ClaimAsync(Session session, IReadOnlyList<string> kinds, string owner, long now)
    {
        await session.Database.Dialect.LockKeysAsync(session, "job", ["claim"]);
        if (await session.Sql($"select id from {Table(session)} where {Due(session)} order by run_at, id limit 1").Bind(now).BindSet(kinds).NumberAsync() is not { } id) return null;
        var rows = await session.Sql($"""
            update {Table(session)} set state = 'running', owner = $3, lease_until = $4, started_at = coalesce(started_at, $1)
            where id = $2 and {DueNow} returning id, kind, payload, progress, run_at
            """).Bind(now).Bind(id).Bind(owner).Bind(now + LeaseSeconds)
            .ListAsync(r => new Job(r.GetInt64(0), r.GetString(1), r.GetString(2), r.TextOrNull(3), r.GetInt64(4)));
        // A step that outlasted its lease held the row until now: it has renewed the lease, or done the job.
        return rows is [var job] ? job : null;
    }

    /// <summary>Keeps the job's row from others until the transaction ends; false when it is another server's now, and nothing may be done.</summary>
    public static async Task<bool> HoldAsync(Session session, Job job, string owner) =>
        await session.Sql($"select id from {Table(session)} where id = $1 and owner = $2 and state = 'running'{session.Database.Dialect.ForUpdate}")
            .Bind(job.Id).Bind(owner).NumberAsync() is not null;

    /// <summary>Keeps a step's progress and renews the lease of a job that is held.</summary>
    public static async Task AdvanceAsync(Session session, Job job, JobStep step, long now) =>
        await session.Sql($"update {Table(session)} set progress = $2, state = $3, lease_until = $4, finished_at = $5, attempts = 0, error = null where id = $1")
            .Bind(job.Id).Bind(step.Progress).Bind(step.Done ? "done" : "running").Bind(now + LeaseSeconds).Bind(step.Done ? now : (long?)null).ExecuteAsync();

    /// <summary>Notes that a step failed: the job is tried again a little later, and given up in the end.</summary>
    public static async Task FailAsync(Session session, Job job, string owner, string reason, long now) =>
        await session.Sql($"""
            update {Table(session)} set attempts = attempts + 1, error = $3, owner = null,
                state = case when attempts + 1 >= {MaxAttempts} then 'failed' else 'queued' end, run_at = $4,
                finished_at = case when attempts + 1 >= {MaxAttempts} then $5 else null end
            where id = $1 and owner = $2 and state = 'running'
            """).Bind(job.Id).Bind(owner).Bind(reason).Bind(now + 1).Bind(now).ExecuteAsync();

    private const string DueNow = "((state = 'queued' and run_at <= $1) or (state = 'running' and lease_until < $1))";

    private static string Due(Session session) =>
        $"{DueNow} and {session.Database.Dialect.In("kind", 2)}";

    private static string Table(Session session) => session.Database.Table("job");
}
