using Leadbase.Storage;

namespace Leadbase.Accounts;

/// <summary>
/// One administrative change: a transaction in which nobody else changes the instance's accounts, so that every rule is
/// judged by what is true when it is committed, with its entry in the audit log.
/// </summary>
internal sealed class Change
{
    private Change(Administrator by, Session session, AccountDirectory directory) => (By, Session, Directory) = (by, session, directory);

    public Administrator By { get; }

    public Session Session { get; }

    /// <summary>The accounts as they are before the change.</summary>
    public AccountDirectory Directory { get; }

    public Instance Instance => By.Instance;

    /// <summary>Runs a change and tells everybody that the accounts are others now; an exception leaves nothing behind.</summary>
    public static async Task<T> RunAsync<T>(Administrator by, Func<Change, Task<T>> work)
    {
        var result = await WriteTransaction.RunAsync(
            by.Instance,
            async session =>
            {
                await session.Database.Dialect.LockKeysAsync(session, "accounts", ["change"]);
                return await work(new Change(by, session, await AccountDirectory.ReadAsync(session)));
            },
            CancellationToken.None);
        await by.Instance.ChangedAsync();
        return result;
    }

    /// <summary>A change without a result.</summary>
    public static Task RunAsync(Administrator by, Func<Change, Task> work) => RunAsync(by, async change =>
    {
        await work(change);
        return true;
    });

    /// <summary>The quoted name of a table.</summary>
    public string Table(string name) => Session.Database.Table(name);

    /// <summary>The next id of a kind of things.</summary>
    public async Task<long> NextIdAsync(string table) => (await Session.Database.Dialect.AllocateIdsAsync(Session, table, 1))[0];

    /// <summary>Keeps what was done; <paramref name="before"/> and <paramref name="after"/> have no secrets in them.</summary>
    public Task LogAsync(string action, string kind, string name, object? before, object? after) =>
        AuditLog.WriteAsync(Session, new AuditEntry(0, Instance.Now, By.Name, action, kind, name, AuditLog.Json(before), AuditLog.Json(after)));
}
