using System.Security.Cryptography;
using Leadbase.Storage;

namespace Leadbase.Accounts.SignIn;

/// <summary>Sessions of the console and the one-time links that begin one. Both are known by the hash of their token only.</summary>
public sealed class ConsoleSessions(Database database, SecretBox secrets, TimeProvider clock)
{
    /// <summary>How long a session lasts, in seconds, however much it is used.</summary>
    public const int LifeSeconds = 12 * 3600;

    /// <summary>How long a one-time link may be used, in seconds: a day, as the one that a sandbox prints lies about until then.</summary>
    public const int LinkLifeSeconds = 24 * 3600;

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Who a session's token stands for, by user id; null when it is unknown, revoked or over.</summary>
    public async Task<string?> FindAsync(string token, CancellationToken cancel = default)
    {
        await using var session = await database.ReadAsync(cancel);
        return await session.Sql($"select userid from {Sessions(session)} where hash = $1 and expires_at > $2").Bind(Hash(token)).Bind(Now).TextAsync();
    }

    /// <summary>Revokes a session.</summary>
    public async Task EndAsync(string token, CancellationToken cancel = default)
    {
        await using var session = await database.WriteAsync(cancel);
        await session.Sql($"delete from {Sessions(session)} where hash = $1").Bind(Hash(token)).ExecuteAsync();
        await session.CommitAsync();
    }

    /// <summary>Revokes all sessions and links of an account.</summary>
    public async Task EndAllAsync(string userId, CancellationToken cancel = default)
    {
        await using var session = await database.WriteAsync(cancel);
        await EndAllAsync(session, Folding.Lower(userId));
        await session.CommitAsync();
    }

    /// <summary>Makes a link's token, with which an account signs in once without a password.</summary>
    public async Task<string> CreateLinkAsync(string userId, CancellationToken cancel = default)
    {
        await using var session = await database.WriteAsync(cancel);
        return await InsertAsync(session, Links(session), Folding.Lower(userId), LinkLifeSeconds);
    }

    /// <summary>Signs in with a link's token, which is used up by it.</summary>
    /// <returns>The token of a new session; null when the link is unknown, used or over.</returns>
    public async Task<string?> UseLinkAsync(string token, CancellationToken cancel = default)
    {
        await using var session = await database.WriteAsync(cancel);
        var userId = await session.Sql($"delete from {Links(session)} where hash = $1 and expires_at > $2 returning userid").Bind(Hash(token)).Bind(Now).TextAsync();
        if (userId is null) return null;
        await session.Sql($"update {database.Table("console_account")} set last_login_at = $2 where userid = $1").Bind(userId).Bind(Now).ExecuteAsync();
        return await InsertAsync(session, Sessions(session), userId, LifeSeconds);
    }

    internal static async Task EndAllAsync(Session session, string userId)
    {
        await session.Sql($"delete from {Sessions(session)} where userid = $1").Bind(userId).ExecuteAsync();
        await session.Sql($"delete from {Links(session)} where userid = $1").Bind(userId).ExecuteAsync();
    }

    internal async Task<string> BeginAsync(string userId, CancellationToken cancel)
    {
        await using var session = await database.WriteAsync(cancel);
        return await InsertAsync(session, Sessions(session), userId, LifeSeconds);
    }

    private async Task<string> InsertAsync(Session session, string table, string userId, int life)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await session.Sql($"delete from {table} where expires_at <= $1").Bind(Now).ExecuteAsync();
        await session.Sql($"insert into {table} (hash, userid, created_at, expires_at) values ($1, $2, $3, $4)")
            .Bind(Hash(token)).Bind(userId).Bind(Now).Bind(Now + life).ExecuteAsync();
        await session.CommitAsync();
        return token;
    }

    private string Hash(string token) => secrets.Hash(token).ToString();

    private static string Sessions(Session session) => session.Database.Table("console_session");

    private static string Links(Session session) => session.Database.Table("console_link");
}
