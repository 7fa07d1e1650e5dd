using Leadbase.Storage;

namespace Leadbase.Accounts.SignIn;

/// <summary>Somebody who can sign in to the console. Which instances they see is said by those instances' users.</summary>
/// <param name="UserId">The user id, folded to small letters.</param>
/// <param name="HasPassword">Whether it has one; else only a one-time link signs in.</param>
/// <param name="FailedLogins">Failed attempts since the last successful one.</param>
/// <param name="LockedUntil">Until when attempts are refused, in seconds since 1970; 0 for not at all.</param>
/// <param name="LastLoginAt">When it last signed in; null for never.</param>
public sealed record ConsoleAccount(string UserId, bool HasPassword, long FailedLogins, long LockedUntil, long? LastLoginAt);

/// <summary>What became of an attempt to sign in.</summary>
public enum SignInState
{
    /// <summary>The password is right.</summary>
    Admitted,

    /// <summary>There is no such account, or the password is another one. A caller is not to be told which.</summary>
    Refused,

    /// <summary>Too many attempts have failed; for a time not even the right password is looked at.</summary>
    LockedOut,
}

/// <summary>The accounts of the console, in the catalogue: passwords, and the lock after too many failures.</summary>
public sealed class ConsoleAccounts(Database database, SecretBox secrets, TimeProvider clock)
{
    /// <summary>Failed attempts after which an account is locked.</summary>
    public const int MaxFailures = 5;

    /// <summary>How long it is locked, in seconds.</summary>
    public const int LockSeconds = 15 * 60;

    /// <summary>The fewest characters of a password.</summary>
    public const int MinPasswordLength = Passwords.MinLength;

    private const string Kind = "console account";

    /// <summary>The sessions of these accounts.</summary>
    public ConsoleSessions Sessions { get; } = new(database, secrets, clock);

    private string Table => database.Table("console_account");

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Every account, by user id.</summary>
    public async Task<IReadOnlyList<ConsoleAccount>> ListAsync(CancellationToken cancel = default)
    {
        await using var session = await database.ReadAsync(cancel);
        return [.. (await RowsAsync(session, "")).Select(r => r.Account)];
    }

    /// <summary>The account of a user id, or null.</summary>
    public async Task<ConsoleAccount?> FindAsync(string userId, CancellationToken cancel = default)
    {
        await using var session = await database.ReadAsync(cancel);
        return (await RowAsync(session, Folding.Lower(userId)))?.Account;
    }

    /// <summary>Looks at a password, and at whether the account is locked.</summary>
    /// <returns>What became of it, and the token of a new session when it is admitted.</returns>
    public async Task<(SignInState State, string? Session)> SignInAsync(string userId, string password, CancellationToken cancel = default)
    {
        userId = Folding.Lower(userId);
        var state = await AttemptAsync(userId, password, cancel);
        return (state, state == SignInState.Admitted ? await Sessions.BeginAsync(userId, cancel) : null);
    }

    /// <summary>Makes sure that there is an account, without a password if it is new.</summary>
    public async Task EnsureAsync(string userId, string by, CancellationToken cancel = default)
    {
        if (await FindAsync(userId, cancel) is not null) return;
        await WriteAsync(by, "create", userId, null, cancel);
    }

    /// <summary>Gives an account a password, makes the account if there is none, lifts its lock and ends its sessions.</summary>
    /// <exception cref="AdministrationException">The password is too short or too long, or the user id is no address.</exception>
    public async Task SetPasswordAsync(string userId, string password, string by, CancellationToken cancel = default)
    {
        if (!Administration.IsAddress(userId)) throw new AdministrationException($"'{userId}' is not an email address.");
        Passwords.Check(password);
        await WriteAsync(by, "set password", userId, await Passwords.HashAsync(userId, password, cancel), cancel);
    }

    /// <summary>Changes one's own password; all sessions end, and the caller begins a new one.</summary>
    /// <returns>What became of the present password, and the token of a new session.</returns>
    /// <exception cref="AdministrationException">The new password is too short or too long.</exception>
    public async Task<(SignInState State, string? Session)> ChangePasswordAsync(string userId, string present, string wanted, CancellationToken cancel = default)
    {
        Passwords.Check(wanted);
        var state = await AttemptAsync(Folding.Lower(userId), present, cancel);
        if (state != SignInState.Admitted) return (state, null);
        await SetPasswordAsync(userId, wanted, userId, cancel);
        return (state, await Sessions.BeginAsync(Folding.Lower(userId), cancel));
    }

    /// <summary>Proves that an account is one's own by its password, or makes it one's own by giving it its first.</summary>
    /// <exception cref="AdministrationException">The password is not the account's, or as a first one too short.</exception>
    public async Task ClaimAsync(string userId, string password, CancellationToken cancel = default)
    {
        if (await FindAsync(userId, cancel) is not { HasPassword: true })
        {
            await SetPasswordAsync(userId, password, userId, cancel);
            return;
        }
        var state = await AttemptAsync(Folding.Lower(userId), password, cancel);
        if (state == SignInState.Admitted) return;
        throw new AdministrationException(
            state == SignInState.LockedOut ? "Too many attempts have failed; try again in a quarter of an hour." : $"{userId} has an account already, with another password.");
    }

    /// <summary>Deletes an account and ends its sessions; the users of its id stay in their instances.</summary>
    /// <exception cref="AdministrationException">There is no such account.</exception>
    public async Task DeleteAsync(string userId, string by, CancellationToken cancel = default)
    {
        userId = Folding.Lower(userId);
        await using var session = await database.WriteAsync(cancel);
        await database.Dialect.LockKeysAsync(session, "console_account", [userId]);
        await ConsoleSessions.EndAllAsync(session, userId);
        if (await session.Sql($"delete from {Table} where userid = $1").Bind(userId).ExecuteAsync() == 0)
        {
            throw new AdministrationException($"There is no console account '{userId}'.", AdministrationFailure.NotFound);
        }
        await LogAsync(session, by, "delete", userId);
        await session.CommitAsync();
    }

    /// <summary>
    /// Every attempt counts as failed until its password has turned out right: however many come at once, no more than
    /// <see cref="MaxFailures"/> passwords are looked at.
    /// </summary>
    private async Task<SignInState> AttemptAsync(string userId, string password, CancellationToken cancel)
    {
        string? hash;
        await using (var session = await database.WriteAsync(cancel))
        {
            await database.Dialect.LockKeysAsync(session, "console_account", [userId]);
            var row = await RowAsync(session, userId);
            if (row?.Account.LockedUntil > Now) return SignInState.LockedOut;
            hash = row?.Hash;
            var failures = row?.Account.LockedUntil > 0 ? 1 : row?.Account.FailedLogins + 1 ?? 0;
            await session.Sql($"update {Table} set failed_logins = $2, locked_until = $3 where userid = $1")
                .Bind(userId).Bind(failures).Bind(failures >= MaxFailures ? Now + LockSeconds : 0).ExecuteAsync();
            await session.CommitAsync();
        }
        if (!await Passwords.VerifyAsync(userId, hash, password, cancel)) return SignInState.Refused;
        await using var admitted = await database.WriteAsync(cancel);
        await admitted.Sql($"update {Table} set failed_logins = 0, locked_until = 0, last_login_at = $2 where userid = $1").Bind(userId).Bind(Now).ExecuteAsync();
        await admitted.CommitAsync();
        return SignInState.Admitted;
    }

    private async Task WriteAsync(string by, string action, string userId, string? hash, CancellationToken cancel)
    {
        userId = Folding.Lower(userId);
        await using var session = await database.WriteAsync(cancel);
        await database.Dialect.LockKeysAsync(session, "console_account", [userId]);
        await session.Sql($"""
            insert into {Table} as a (userid, password_hash, failed_logins, locked_until, created_at, updated_at) values ($1, $2, 0, 0, $3, $3)
            on conflict (userid) do update set
                password_hash = coalesce(excluded.password_hash, a.password_hash), failed_logins = 0, locked_until = 0, updated_at = excluded.updated_at
            """).Bind(userId).Bind(hash).Bind(Now).ExecuteAsync();
        if (hash is not null) await ConsoleSessions.EndAllAsync(session, userId);
        await LogAsync(session, by, action, userId);
        await session.CommitAsync();
    }

    private Task LogAsync(Session session, string by, string action, string userId) =>
        AuditLog.WriteAsync(session, new AuditEntry(0, Now, by, action, Kind, userId, null, null));

    private async Task<(ConsoleAccount Account, string? Hash)?> RowAsync(Session session, string userId) =>
        await RowsAsync(session, userId) is [var row] ? row : null;

    private async Task<List<(ConsoleAccount Account, string? Hash)>> RowsAsync(Session session, string userId) =>
        await session.Sql($"""
            select userid, password_hash, failed_logins, locked_until, last_login_at from {Table} where $1 = '' or userid = $1 order by userid
            """).Bind(userId).ListAsync(r => (
                new ConsoleAccount(r.GetString(0), !r.IsDBNull(1), r.GetInt64(2), r.GetInt64(3), r.NumberOrNull(4)), r.TextOrNull(1)));
}
