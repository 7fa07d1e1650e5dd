using Leadbase.Storage;

namespace Leadbase.Accounts;

/// <summary>Runs a change in a transaction, and once more when two transactions stood in each other's way.</summary>
public static class WriteTransaction
{
    private const int Attempts = 4;

    /// <summary>Runs <paramref name="work"/> and commits it; nothing of a failed attempt is kept.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="work">What is to be done; it may run several times.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="keep">Whether what came of it is to be kept; by default all is.</param>
    public static async Task<T> RunAsync<T>(Instance instance, Func<Session, Task<T>> work, CancellationToken cancel, Func<T, bool>? keep = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var session = await instance.Database.WriteAsync(cancel);
                var result = await work(session);
                if (keep?.Invoke(result) != false) await session.CommitAsync();
                return result;
            }
            catch (Exception e) when (attempt < Attempts && !cancel.IsCancellationRequested && instance.Database.Dialect.IsConflict(e))
            {
                await Task.Delay(Random.Shared.Next(5, 20 * attempt), cancel);
            }
        }
    }
}
