using System.Buffers;
using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Leadbase.Bench.Load;
using Leadbase.Gateway;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Leadbase.Bench.Floors;

/// <summary>Reading of leads as one would write it by hand for this one purpose: no gateway, no fields as data, no rules.</summary>
internal abstract class FloorReader
{
    /// <summary>Any id does; it is as long as the server's.</summary>
    public const string RequestId = "12345#1992b9d2f00";

    private static readonly ConcurrentBag<(ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)> Writers = [];

    private static readonly JsonEncodedText[] Names =
        [.. ((string[])["id", "updatedAt", "lastName", "email", "createdAt", "firstName"]).Select(n => JsonEncodedText.Encode(n))];

    /// <summary>Answers <c>/rest/v1/lead/{id}.json</c>.</summary>
    public async Task LeadAsync(HttpContext http)
    {
        var path = http.Request.Path.Value.AsSpan("/rest/v1/lead/".Length);
        var id = long.Parse(path[..^".json".Length], NumberStyles.None, CultureInfo.InvariantCulture);
        var (buffer, json) = Begin();
        await LeadAsync(id, json);
        await EndAsync(http, buffer, json);
    }

    /// <summary>Answers <c>/rest/v1/leads.json</c> with <c>filterValues</c> in the query or in a form.</summary>
    public async Task LeadsAsync(HttpContext http)
    {
        string values;
        if (HttpMethods.IsGet(http.Request.Method))
        {
            values = http.Request.Query["filterValues"].ToString();
        }
        else
        {
            var form = await http.Request.ReadFormAsync();
            values = form["filterValues"].ToString();
        }
        var (buffer, json) = Begin();
        await LeadsAsync(values.ToLowerInvariant().Split(','), json);
        await EndAsync(http, buffer, json);
    }

    /// <summary>Answers a page of activities after a position, <c>?after=</c>.</summary>
    public async Task ActivitiesAsync(HttpContext http)
    {
        var after = long.Parse(http.Request.Query["after"].ToString(), CultureInfo.InvariantCulture);
        var (buffer, json) = Begin();
        await ActivitiesAsync(after, json);
        await EndAsync(http, buffer, json);
    }

    public static async Task SendAsync(HttpContext http, ReadOnlyMemory<byte> body)
    {
        http.Response.ContentType = "application/json;charset=UTF-8";
        http.Response.ContentLength = body.Length;
        await http.Response.BodyWriter.WriteAsync(body);
    }

    protected abstract ValueTask ActivitiesAsync(long after, Utf8JsonWriter json);

    /// <summary>The keyset query of the types that the log has.</summary>
    protected static string SelectActivities(string table) =>
        $"select position, type, lead, date, primary_id, primary_value, attributes from {table} where position > $1 and type in (12, 13) order by position limit 300";

    /// <summary>Writes an activity, whose type is one of two.</summary>
    protected static void WriteActivity(Utf8JsonWriter json, DbDataReader r)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, r.GetInt64(0));
        json.WriteString("marketoGUID"u8, r.GetInt64(0).ToString(CultureInfo.InvariantCulture));
        json.WriteNumber("leadId"u8, r.GetInt64(2));
        json.WritePropertyName("activityDate"u8);
        IsoTime.Write(json, r.GetInt64(3));
        json.WriteNumber("activityTypeId"u8, r.GetInt64(1));
        if (!r.IsDBNull(4)) json.WriteNumber("primaryAttributeValueId"u8, r.GetInt64(4));
        if (!r.IsDBNull(5)) json.WriteString("primaryAttributeValue"u8, r.GetString(5));
        json.WriteStartArray("attributes"u8);
        using (var values = JsonDocument.Parse(r.GetString(6)))
        {
            var names = Attributes[r.GetInt64(1) == 12 ? 0 : 1];
            var i = 0;
            foreach (var value in values.RootElement.EnumerateArray())
            {
                json.WriteStartObject();
                json.WriteString("name"u8, names[i++]);
                json.WriteString("value"u8, value.GetString());
                json.WriteEndObject();
            }
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Those of the types 12 and 13.
    private static readonly string[][] Attributes =
    [
        ["Created Date", "Form Name", "Lead Source", "List Name", "SFDC Type", "Source Type", "API Method Name", "Modifying User", "Request Id"],
        ["New Value", "Old Value", "Reason", "Source", "API Method Name", "Modifying User", "Request Id"],
    ];

    protected abstract ValueTask LeadAsync(long id, Utf8JsonWriter json);

    protected abstract ValueTask LeadsAsync(string[] emails, Utf8JsonWriter json);

    protected static void Write(Utf8JsonWriter json, DbDataReader reader)
    {
        json.WriteStartObject();
        json.WriteNumber(Names[0], reader.GetInt64(0));
        WriteTime(json, reader, 1);
        WriteText(json, reader, 2);
        WriteText(json, reader, 3);
        WriteTime(json, reader, 4);
        WriteText(json, reader, 5);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, DbDataReader reader, int i)
    {
        if (reader.IsDBNull(i)) json.WriteNull(Names[i]);
        else json.WriteString(Names[i], reader.GetString(i));
    }

    private static void WriteTime(Utf8JsonWriter json, DbDataReader reader, int i)
    {
        json.WritePropertyName(Names[i]);
        if (reader.IsDBNull(i)) json.WriteNullValue();
        else IsoTime.Write(json, reader.GetInt64(i));
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json) Begin()
    {
        if (!Writers.TryTake(out var writer))
        {
            var buffer = new ArrayBufferWriter<byte>(4096);
            writer = (buffer, new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }));
        }
        writer.Json.WriteStartObject();
        writer.Json.WriteString("requestId"u8, RequestId);
        writer.Json.WriteStartArray("result"u8);
        return writer;
    }

    private static async Task EndAsync(HttpContext http, ArrayBufferWriter<byte> buffer, Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteBoolean("success"u8, true);
        json.WriteEndObject();
        json.Flush();
        await SendAsync(http, buffer.WrittenMemory);
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        Writers.Add((buffer, json));
    }
}

/// <summary>Over SQLite: as many read connections as the server has, each with its two statements prepared once.</summary>
internal sealed class SqliteFloorReader(string file) : FloorReader, IDisposable
{
    private const int Connections = 4;
    private readonly SemaphoreSlim _free = new(Connections, Connections);
    private readonly ConcurrentStack<Lease> _idle = new();

    static SqliteFloorReader() => SQLitePCL.Batteries_V2.Init();

    protected override async ValueTask LeadAsync(long id, Utf8JsonWriter json)
    {
        await _free.WaitAsync();
        if (!_idle.TryPop(out var lease)) lease = new Lease(file);
        lease.Id.Value = id;
        using (var reader = lease.ById.ExecuteReader())
        {
            if (reader.Read()) Write(json, reader);
        }
        _idle.Push(lease);
        _free.Release();
    }

    protected override async ValueTask LeadsAsync(string[] emails, Utf8JsonWriter json)
    {
        await _free.WaitAsync();
        if (!_idle.TryPop(out var lease)) lease = new Lease(file);
        lease.Emails.Value = JsonSerializer.Serialize(emails);
        using (var reader = lease.ByEmail.ExecuteReader())
        {
            while (reader.Read()) Write(json, reader);
        }
        _idle.Push(lease);
        _free.Release();
    }

    protected override async ValueTask ActivitiesAsync(long after, Utf8JsonWriter json)
    {
        await _free.WaitAsync();
        if (!_idle.TryPop(out var lease)) lease = new Lease(file);
        lease.After.Value = after;
        using (var reader = lease.Activities.ExecuteReader())
        {
            while (reader.Read()) WriteActivity(json, reader);
        }
        _idle.Push(lease);
        _free.Release();
    }

    public void Dispose() => _free.Dispose();

    private sealed class Lease
    {
        public Lease(string file)
        {
            var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
            connection.Open();
            using (var pragma = connection.CreateCommand())
            {
                pragma.CommandText = "pragma busy_timeout = 10000; pragma cache_size = -16384; pragma temp_store = memory; pragma mmap_size = 0";
                pragma.ExecuteNonQuery();
            }
            var select = LeadStore.SelectDefault("\"lead\"");
            (ById, Id) = Prepare(connection, $"{select} where t.id = $1", 0L);
            (ByEmail, Emails) = Prepare(
                connection, $"{select} where lower(t.\"email\") in (select value from json_each($1)) order by t.id limit 1001", "[]");
            (Activities, After) = Prepare(connection, SelectActivities("activity"), 0L);
        }

        public SqliteCommand Activities { get; }

        public SqliteParameter After { get; }

        public SqliteCommand ById { get; }

        public SqliteParameter Id { get; }

        public SqliteCommand ByEmail { get; }

        public SqliteParameter Emails { get; }

        private static (SqliteCommand Command, SqliteParameter Parameter) Prepare(SqliteConnection connection, string sql, object example)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            var parameter = command.Parameters.AddWithValue("$1", example);
            command.Prepare();
            return (command, parameter);
        }
    }
}

/// <summary>Over PostgreSQL: a data source with the server's pool size and automatic preparation.</summary>
internal sealed class PostgresFloorReader(string connectionString, string schema) : FloorReader
{
    private readonly NpgsqlDataSource _source = Source(connectionString);
    private readonly string _byId = $"{LeadStore.SelectDefault($"\"{schema}\".\"lead\"")} where t.id = $1";

    private readonly string _byEmail =
        $"{LeadStore.SelectDefault($"\"{schema}\".\"lead\"")} where lower(t.\"email\") = any($1) order by t.id limit 1001";

    /// <summary>A data source with the settings of the server's.</summary>
    public static NpgsqlDataSource Source(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "leadbase-floor",
            NoResetOnClose = true,
            MaxPoolSize = Math.Max(8, Environment.ProcessorCount * 2),
            MaxAutoPrepare = 256,
            AutoPrepareMinUsages = 2,
        };
        return NpgsqlDataSource.Create(settings);
    }

    private readonly string _activities = SelectActivities($"\"{schema}\".\"activity\"");

    protected override ValueTask ActivitiesAsync(long after, Utf8JsonWriter json) => QueryAsync(_activities, after, json, WriteActivity);

    protected override ValueTask LeadAsync(long id, Utf8JsonWriter json) => QueryAsync(_byId, id, json, Write);

    protected override ValueTask LeadsAsync(string[] emails, Utf8JsonWriter json) => QueryAsync(_byEmail, emails, json, Write);

    private async ValueTask QueryAsync<T>(string sql, T value, Utf8JsonWriter json, Action<Utf8JsonWriter, DbDataReader> write)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) write(json, reader);
    }
}
