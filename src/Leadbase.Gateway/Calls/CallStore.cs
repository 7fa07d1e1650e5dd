using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using Leadbase.Storage;

namespace Leadbase.Gateway.Calls;

/// <summary>The rows of recorded calls: as many and as large as the limits allow, the latest ones.</summary>
internal static class CallStore
{
    /// <summary>Calls that are kept.</summary>
    public const int MaxCalls = 10_000;

    /// <summary>Bytes that the kept calls have together, as they are in the database, about.</summary>
    public const long MaxBytes = 32L * 1024 * 1024;

    /// <summary>How long a call is kept, in milliseconds: seven days.</summary>
    public const long MaxAge = 7L * 24 * 3600 * 1000;

    private const string Summary = "request_id, ended_at, user_email, operation, method, target, status, code, micros, bytes_in, bytes_out";

    // Texts stay as they are, so that they can be searched for.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Column[] Columns =
    [
        new("id", StorageKind.Integer), new("size", StorageKind.Integer), new("ended_at", StorageKind.Integer), new("request_id", StorageKind.Text),
        new("user_email", StorageKind.Text), new("operation", StorageKind.Text), new("method", StorageKind.Text), new("target", StorageKind.Text),
        new("status", StorageKind.Integer), new("code", StorageKind.Text), new("micros", StorageKind.Integer), new("bytes_in", StorageKind.Integer),
        new("bytes_out", StorageKind.Integer), new("exchange", StorageKind.Text),
    ];

    /// <summary>Adds calls; returns how many bytes they have.</summary>
    public static async Task<long> AddAsync(Session session, IReadOnlyList<(RecordedCall Call, RecordedExchange? Exchange)> calls)
    {
        var ids = await session.Database.Dialect.AllocateIdsAsync(session, CallsSchema.Table, calls.Count);
        var rows = calls.Select((c, i) => Row(ids[i], c.Call, c.Exchange)).ToList();
        await session.Database.Dialect.InsertAsync(session, Table(session), Columns, rows);
        return rows.Sum(r => (long)r[1]!);
    }

    /// <summary>Removes what is beyond the limits, the earliest calls first.</summary>
    public static async Task TrimAsync(Session session, long now)
    {
        var (kept, bytes, oldest) = (0, 0L, long.MaxValue);
        await using (var reader = await session.Sql($"select id, size, ended_at from {Table(session)} order by id desc limit {MaxCalls}").QueryAsync())
        {
            while (await reader.ReadAsync())
            {
                bytes += reader.GetInt64(1);
                if (kept > 0 && (bytes > MaxBytes || reader.GetInt64(2) < now - MaxAge)) break;
                (kept, oldest) = (kept + 1, reader.GetInt64(0));
            }
        }
        if (kept > 0) await session.Sql($"delete from {Table(session)} where id < $1").Bind(oldest).ExecuteAsync();
    }

    /// <summary>Removes all calls.</summary>
    public static async Task ClearAsync(Session session) => await session.Sql($"delete from {Table(session)}").ExecuteAsync();

    /// <summary>A page of calls, the latest first.</summary>
    public static async Task<CallPage> ListAsync(Session session, CallFilter filter, long? before, int size)
    {
        var conditions = new CallConditions(filter, before);
        var rows = await conditions.Bind(session.Sql($"select {Summary}, id from {Table(session)}{conditions.Sql} order by id desc limit {size + 1}"))
            .ListAsync(r => (Call: Read(r), Id: r.GetInt64(11)));
        return new CallPage([.. rows.Take(size).Select(r => r.Call)], rows.Count > size ? rows[size - 1].Id : null);
    }

    /// <summary>A call with both its sides; null when it is not kept, or no longer.</summary>
    public static async Task<CallDetail?> FindAsync(Session session, string requestId)
    {
        var rows = await session.Sql($"select {Summary}, exchange from {Table(session)} where request_id = $1 order by id desc limit 1")
            .Bind(requestId).ListAsync(r => (Call: Read(r), Exchange: r.TextOrNull(11)));
        return rows is [var row] ? new CallDetail(row.Call, row.Exchange is { } json ? JsonSerializer.Deserialize<RecordedExchange>(json, Json) : null) : null;
    }

    /// <summary>A text as it is in the stored form of an exchange.</summary>
    public static string InJson(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value;

    private static object?[] Row(long id, RecordedCall call, RecordedExchange? exchange)
    {
        var json = exchange is null ? null : JsonSerializer.Serialize(exchange, Json);
        // About what a row takes besides its long text.
        var size = 200L + call.Target.Length + (json?.Length ?? 0);
        return [id, size, call.At, call.RequestId, call.User, call.Operation, call.Method, call.Target, (long)call.Status, call.Code, call.Micros, call.BytesIn, call.BytesOut, json];
    }

    private static RecordedCall Read(DbDataReader r) => new(
        r.GetString(0), r.GetInt64(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GetInt32(6), r.GetString(7),
        r.GetInt64(8), r.GetInt64(9), r.GetInt64(10));

    private static string Table(Session session) => session.Database.Table(CallsSchema.Table);
}
