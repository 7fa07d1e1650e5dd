using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Storage;

namespace Leadbase.Jobs;

/// <summary>Work that outlives the call that asked for it: a durable row, of which one server at a time does a step.</summary>
/// <param name="Id">The id.</param>
/// <param name="Kind">Which <see cref="JobKind"/> does it.</param>
/// <param name="Payload">What is to be done, as JSON; never changes.</param>
/// <param name="Progress">How far it is, as JSON of the kind's own; null before the first step.</param>
/// <param name="RunAt">When it begins, in seconds since 1970.</param>
public sealed record Job(long Id, string Kind, string Payload, string? Progress, long RunAt)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>What is to be done.</summary>
    public T Read<T>() => Read<T>(Payload);

    /// <summary>What <see cref="Write"/> has written.</summary>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Json)!;

    /// <summary>How far it is; null before the first step.</summary>
    public T? ReadProgress<T>() where T : class => Progress is null ? null : JsonSerializer.Deserialize<T>(Progress, Json);

    /// <summary>The stored form of a payload or a progress.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Json);
}

/// <summary>What a step leaves behind.</summary>
/// <param name="Progress">How far the job is now.</param>
/// <param name="Done">Whether that was the last step.</param>
public readonly record struct JobStep(string? Progress, bool Done);

/// <summary>
/// What a step writes: in one transaction with its progress, so that each step is done once, however often servers die.
/// May be run again when two transactions stood in each other's way. Well under a second of work.
/// </summary>
public delegate Task<JobStep> JobWork(Session session);

/// <summary>Gets a step ready outside any transaction: reads and reckons what <see cref="JobWork"/> is going to write.</summary>
/// <param name="instance">The instance.</param>
/// <param name="job">The job as its last step left it.</param>
/// <param name="run">What earlier steps of this run have kept.</param>
/// <param name="cancel">Gives up.</param>
public delegate Task<JobWork> PrepareStep(Instance instance, Job job, JobRun run, CancellationToken cancel);

/// <summary>Notes in what the job belongs to that it was given up; in the transaction that gives it up.</summary>
/// <param name="instance">The instance.</param>
/// <param name="session">The transaction.</param>
/// <param name="job">The job.</param>
/// <param name="reason">Why, in words for the one who asked for it.</param>
public delegate Task GiveUpJob(Instance instance, Session session, Job job, string reason);

/// <summary>A kind of job.</summary>
/// <param name="Lane">The queue it stands in, with others of the same lane: first in, first out.</param>
/// <param name="Width">How many jobs of the lane run at once, over all servers.</param>
/// <param name="Prepare">Its steps.</param>
/// <param name="GiveUp">What follows when it fails for good; null when nothing does.</param>
public sealed record JobKind(string Lane, int Width, PrepareStep Prepare, GiveUpJob? GiveUp = null)
{
    /// <summary>A kind whose steps need no preparation.</summary>
    public static JobKind Of(string lane, int width, Func<Instance, Session, Job, Task<JobStep>> step) =>
        new(lane, width, (instance, job, _, _) => Task.FromResult<JobWork>(session => step(instance, session, job)));
}
