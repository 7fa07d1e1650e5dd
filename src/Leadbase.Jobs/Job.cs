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
    public T Read<T>() => JsonSerializer.Deserialize<T>(Payload, Json)!;

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
/// Does one step of a job in a transaction, in which its progress is committed, too: however often servers die, each step
/// is done once. A step should take well under a second; a longer job has more steps.
/// </summary>
public delegate Task<JobStep> JobKind(Instance instance, Session session, Job job);
