using Leadbase.Accounts;
using Leadbase.Storage;

namespace Leadbase.Jobs;

/// <summary>How grave a failure is.</summary>
public enum FailureKind
{
    /// <summary>The database was out of reach: tried again for as long as it takes.</summary>
    Passing,

    /// <summary>Tried again a few times.</summary>
    Counted,

    /// <summary>There is no use in trying again.</summary>
    Final,
}

/// <summary>Why a step failed.</summary>
/// <param name="Kind">How grave it is.</param>
/// <param name="Reason">What happened.</param>
public readonly record struct JobFailure(FailureKind Kind, string Reason);

/// <summary>The jobs of one instance.</summary>
public static class JobStore
{
    /// <summary>A job that fails this often is given up.</summary>
    public const int MaxAttempts = 5;

    /// <summary>Seconds for which a server has a job; each step renews it. After a crash another server takes over when they are over.</summary>
    public const int LeaseSeconds = 30;

    private const long KeptSeconds = 30 * 24 * 3600;

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
    /// <param name="session">The transaction.</param>
    /// <param name="kinds">The kinds of one lane.</param>
    /// <param name="width">How many of them run at once, over all servers.</param>
    /// <param name="owner">The server.</param>
    /// <param name="now">Seconds since 1970.</param>
    public static async Task<Job?> ClaimAsync(Session session, IReadOnlyList<string> kinds, int width, string owner, long now)
    {
        await session.Database.Dialect.LockKeysAsync(session, "job", [.. kinds]);
        if (await RunningAsync(session, kinds, now) >= width) return null;
        if (await session.Sql($"select id from {Table(session)} where {Due(session)} order by run_at, id limit 1").Bind(now).BindSet(kinds).NumberAsync() is not { } id) return null;
        var rows = await session.Sql($"""
            update {Table(session)} set state = 'running', owner = $3, lease_until = $4, started_at = coalesce(started_at, $1)
            where id = $2 and {DueNow} returning id, kind, payload, progress, run_at
            """).Bind(now).Bind(id).Bind(owner).Bind(now + LeaseSeconds)
            .ListAsync(r => new Job(r.GetInt64(0), r.GetString(1), r.GetString(2), r.TextOrNull(3), r.GetInt64(4)));
        // A step that outlasted its lease held the row until now: it has renewed the lease, or done the job.
        return rows is [var job] ? job : null;
    }

    /// <summary>
    /// Keeps the job's row from others until the transaction ends; false when it is another server's now, or is further than
    /// the step began with, and nothing may be done: a step that outlasts its lease may be taken over by the same server, too.
    /// </summary>
    public static async Task<bool> HoldAsync(Session session, Job job, string owner) =>
        await session.Sql($"select coalesce(progress, '') from {Table(session)} where id = $1 and owner = $2 and state = 'running'{session.Database.Dialect.ForUpdate}")
            .Bind(job.Id).Bind(owner).TextAsync() == (job.Progress ?? "");

    /// <summary>Keeps a step's progress and renews the lease of a job that is held.</summary>
    public static async Task AdvanceAsync(Session session, Job job, JobStep step, long now) =>
        await session.Sql($"update {Table(session)} set progress = $2, state = $3, lease_until = $4, finished_at = $5, attempts = 0, error = null where id = $1")
            .Bind(job.Id).Bind(step.Progress).Bind(step.Done ? "done" : "running").Bind(now + LeaseSeconds).Bind(step.Done ? now : (long?)null).ExecuteAsync();

    /// <summary>Notes that a step failed: the job is tried again a little later, and given up in the end.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="job">The job.</param>
    /// <param name="owner">The server that has it.</param>
    /// <param name="failure">What happened, and how grave it is.</param>
    /// <param name="now">Seconds since 1970.</param>
    /// <returns>Whether it was given up.</returns>
    public static async Task<bool> FailAsync(Session session, Job job, string owner, JobFailure failure, long now)
    {
        var attempts = await session.Sql($"select attempts from {Table(session)} where id = $1 and owner = $2 and state = 'running'{session.Database.Dialect.ForUpdate}")
            .Bind(job.Id).Bind(owner).NumberAsync();
        if (attempts is not { } before) return false;
        var after = failure.Kind == FailureKind.Passing ? before : before + 1;
        var over = failure.Kind == FailureKind.Final || after >= MaxAttempts;
        await session.Sql($"update {Table(session)} set attempts = $2, error = $3, owner = null, state = $4, run_at = $5, finished_at = $6 where id = $1")
            .Bind(job.Id).Bind(after).Bind(failure.Reason).Bind(over ? "failed" : "queued").Bind(now + 1).Bind(over ? now : (long?)null).ExecuteAsync();
        return over;
    }

    /// <summary>Removes jobs that have been over for thirty days.</summary>
    public static async Task ExpireAsync(Session session, long now) =>
        await session.Sql($"delete from {Table(session)} where state in ('done', 'failed') and finished_at <= $1").Bind(now - KeptSeconds).ExecuteAsync();

    /// <summary>Gives a job back that a stopping server has, so that nobody waits for its lease to end.</summary>
    public static async Task ReleaseAsync(Session session, Job job, string owner) =>
        await session.Sql($"update {Table(session)} set state = 'queued', owner = null where id = $1 and owner = $2 and state = 'running'")
            .Bind(job.Id).Bind(owner).ExecuteAsync();

    private static async Task<long> RunningAsync(Session session, IReadOnlyList<string> kinds, long now) =>
        await session.Sql($"select count(*) from {Table(session)} where state = 'running' and lease_until >= $1 and {session.Database.Dialect.In("kind", 2)}")
            .Bind(now).BindSet(kinds).NumberAsync() ?? 0;

    private const string DueNow = "((state = 'queued' and run_at <= $1) or (state = 'running' and lease_until < $1))";

    private static string Due(Session session) =>
        $"{DueNow} and {session.Database.Dialect.In("kind", 2)}";

    private static string Table(Session session) => session.Database.Table("job");
}
