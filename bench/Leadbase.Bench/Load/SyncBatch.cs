using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Leadbase.Storage;

namespace Leadbase.Bench.Load;

/// <summary>One record of a batch, typed: what the floor is given instead of JSON.</summary>
/// <param name="Email">The key.</param>
/// <param name="Values">Of a new lead all <see cref="LeadData.Fields"/>, of an existing one the three that change.</param>
internal sealed record SyncRecord(string Email, object[] Values);

/// <summary>A batch of Sync Leads: of every five records four change three values of an existing lead, and one is new.</summary>
internal sealed class SyncBatch
{
    public const int Size = 300;
    private static long _lastNew = 1_000_000_000;
    private static long _lastStamp = 1_000_000;

    private readonly long[] _leads;
    private readonly long _stamp;

    private SyncBatch(long[] leads, long stamp) => (_leads, _stamp) = (leads, stamp);

    /// <summary>A batch over a table whose first <paramref name="existing"/> leads exist.</summary>
    public static SyncBatch Create(Random random, long existing)
    {
        var taken = new HashSet<long>();
        var leads = new long[Size];
        for (var i = 0; i < Size; i++)
        {
            if (IsNew(i))
            {
                leads[i] = ++_lastNew;
                continue;
            }
            do leads[i] = random.NextInt64(1, existing + 1);
            while (!taken.Add(leads[i]));
        }
        return new SyncBatch(leads, _lastStamp += Size);
    }

    /// <summary>The records as a program has them that was written for just this.</summary>
    public SyncRecord[] ToRecords()
    {
        var records = new SyncRecord[Size];
        for (var i = 0; i < Size; i++)
        {
            records[i] = new SyncRecord(LeadData.Email(_leads[i]), IsNew(i) ? LeadData.Values(_leads[i]) : LeadData.Changes(_stamp + i));
        }
        return records;
    }

    /// <summary>A lead that the batch changes, and the title it then has until another batch changes it.</summary>
    public (string Email, string Title) Sample => (LeadData.Email(_leads[0]), (string)LeadData.Changes(_stamp)[0]);

    /// <summary>The body of the call.</summary>
    public ReadOnlySpan<byte> ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("action", "createOrUpdate");
            json.WriteString("lookupField", "email");
            json.WriteStartArray("input");
            for (var i = 0; i < Size; i++) WriteRecord(json, i);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.WrittenSpan;
    }

    /// <summary>The attributes of an activity as the server packs them.</summary>
    public static string ChangeAttributes(object to, object? from) => JsonSerializer.Serialize(
        (string[])[Show(to), Show(from), "Web service API", "Web service API", "syncLead", "api@sandbox.local"], Relaxed);

    /// <summary>The attributes of the activity of a new lead.</summary>
    public static string NewAttributes(object leadSource) => JsonSerializer.Serialize(
        (string[])["Web service API", "syncLead", (string)leadSource, "api@sandbox.local"], Relaxed);

    public static bool IsNew(int index) => index % 5 == 4;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Show(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private void WriteRecord(Utf8JsonWriter json, int i)
    {
        json.WriteStartObject();
        if (IsNew(i))
        {
            var values = LeadData.Values(_leads[i]);
            for (var f = 0; f < values.Length; f++) WriteValue(json, LeadData.Fields[f], values[f]);
        }
        else
        {
            json.WriteString("email", LeadData.Email(_leads[i]));
            var changes = LeadData.Changes(_stamp + i);
            for (var c = 0; c < changes.Length; c++) WriteValue(json, LeadData.Fields[LeadData.Updated[c]], changes[c]);
        }
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, Column field, object value)
    {
        switch (value)
        {
            case string text: json.WriteString(field.Name, text); break;
            case long number: json.WriteNumber(field.Name, number); break;
            default: json.WriteBoolean(field.Name, (bool)value); break;
        }
    }
}
