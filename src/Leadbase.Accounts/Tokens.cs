using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Leadbase.Storage;

namespace Leadbase.Accounts;

/// <summary>Why a token does not admit a call.</summary>
public enum TokenState
{
    /// <summary>The token admits its service.</summary>
    Valid,

    /// <summary>No such token was ever given here, its service is gone, or its user is locked or at the end of its time (601).</summary>
    Invalid,

    /// <summary>The token's hour is over (602).</summary>
    Expired,
}

/// <summary>Access tokens of one instance ("Authentication"): they belong to a service and live 3,600 seconds.</summary>
public sealed class Tokens(Instance instance)
{
    /// <summary>Life of a new token, in seconds.</summary>
    public const int LifeSeconds = 3600;

    /// <summary>How long an expired token is still recognised as expired, in seconds; later it is just unknown.</summary>
    private const int RememberedSeconds = 7 * 24 * 3600;

    private const int MaxCached = 10_000;

    // In memory a token is found by a fast hash under a seed that this process alone knows and never shows: to meet one
    // of the few hashes there, a guess would have to be right about 128 unpredictable bits, as about the token itself.
    private static readonly long Seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
    private readonly ConcurrentDictionary<UInt128, Known> _known = new();

    /// <summary>The tokens of an instance.</summary>
    public static Tokens Of(Instance instance) => instance.Part(static i => new Tokens(i));

    /// <summary>The service whose credentials these are, and whose user is admitted, or null; takes the same time wherever a wrong secret differs.</summary>
    public async ValueTask<Service?> AuthenticateAsync(string? clientId, string? clientSecret, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(clientId) || string.IsNullOrEmpty(clientSecret) || clientSecret.Length > 128) return null;
        var directory = await AccountDirectory.OfAsync(instance, cancel);
        var service = directory.ServiceOf(clientId);
        var hash = instance.Secrets.Hash(clientSecret);
        if (service is null || !hash.EqualsInConstantTime(service.SecretHash)) return null;
        return directory.PrincipalOf(service.Id)?.EndsAt > instance.Now ? service : null;
    }

    /// <summary>The service's present token with its remaining life; a new one when there is none.</summary>
    public async Task<(string Token, int ExpiresIn)> IssueAsync(Service service, CancellationToken cancel)
    {
        await using var session = await instance.Database.WriteAsync(cancel);
        var table = instance.Database.Table("token");
        await instance.Database.Dialect.LockKeysAsync(session, "token", [service.Id.ToString(CultureInfo.InvariantCulture)]);
        var now = instance.Now;
        var present = await session
            .Sql($"select ciphertext, expires_at from {table} where service_id = $1 and expires_at > $2 order by expires_at desc limit 1")
            .Bind(service.Id).Bind(now).ListAsync(r => (Ciphertext: r.GetString(0), ExpiresAt: r.GetInt64(1)));
        if (present.Count == 1) return (instance.Secrets.Decrypt(present[0].Ciphertext, Purpose(service)), Remaining(present[0].ExpiresAt, now));

        var token = Guid.NewGuid().ToString() + ":int";
        await session.Sql($"delete from {table} where expires_at < $1").Bind(now - RememberedSeconds).ExecuteAsync();
        await session.Sql($"insert into {table} (hash, service_id, ciphertext, expires_at) values ($1, $2, $3, $4)")
            .Bind(instance.Secrets.Hash(token).ToString()).Bind(service.Id)
            .Bind(instance.Secrets.Encrypt(token, Purpose(service))).Bind(now + LifeSeconds).ExecuteAsync();
        await session.CommitAsync();
        return (token, Remaining(now + LifeSeconds, now));
    }

    /// <summary>Who calls with a token, when it is one of a cached service; otherwise ask <see cref="CheckAsync"/>.</summary>
    public bool TryCheck(ReadOnlySpan<char> token, [NotNullWhen(true)] out Principal? principal)
    {
        if (_known.TryGetValue(MemoryKey(token), out var known)
            && known.Revision == instance.Revision && known.ExpiresAt > instance.Now)
        {
            principal = known.Principal;
            return true;
        }
        principal = null;
        return false;
    }

    /// <summary>Who calls with a token, or why it admits nobody.</summary>
    public async Task<(TokenState State, Principal? Principal)> CheckAsync(string token, CancellationToken cancel)
    {
        var hash = instance.Secrets.Hash(token);
        var revision = instance.Revision;
        var directory = await AccountDirectory.OfAsync(instance, cancel);
        List<(long Service, long ExpiresAt)> rows;
        await using (var session = await instance.Database.ReadAsync(cancel))
        {
            rows = await session.Sql($"select service_id, expires_at from {instance.Database.Table("token")} where hash = $1")
                .Bind(hash.ToString()).ListAsync(r => (r.GetInt64(0), r.GetInt64(1)));
        }
        if (rows.Count == 0 || directory.PrincipalOf(rows[0].Service) is not { } principal || principal.EndsAt <= instance.Now) return (TokenState.Invalid, null);
        if (rows[0].ExpiresAt <= instance.Now) return (TokenState.Expired, null);
        if (_known.Count >= MaxCached) _known.Clear();
        _known[MemoryKey(token)] = new Known(principal, Math.Min(rows[0].ExpiresAt, principal.EndsAt), revision);
        return (TokenState.Valid, principal);
    }

    // The second that has begun is not counted, so that a new token has 3,599 as the page shows it, and the number only falls.
    private static int Remaining(long expiresAt, long now) => (int)(expiresAt - now) - 1;

    private static UInt128 MemoryKey(ReadOnlySpan<char> token) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(token), Seed);

    private static string Purpose(Service service) => $"token {service.Id}";

    private sealed record Known(Principal Principal, long ExpiresAt, long Revision);
}
