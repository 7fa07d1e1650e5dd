using System.Data.Common;
using System.Text.Json;
using Leadbase.Gateway;
using Leadbase.Storage;

namespace Leadbase.Marketing.Programs;

/// <summary>A membership as "Leads", Programs shows it, from either side.</summary>
internal static class MembershipJson
{
    /// <summary>What is read of a member, which is called <c>m</c>.</summary>
    public const string Columns = """
        m."programId", m."statusName", m."trackName", m."nurtureCadence", m."isExhausted", m."acquiredBy", m."reachedSuccess", m."membershipDate", m."updatedAt"
        """;

    /// <summary>The status of the row.</summary>
    public static string? StatusOf(DbDataReader row, int first) => row.TextOrNull(first + 1);

    /// <summary>Writes a membership; a stream and a cadence have only members of engagement programs.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="row">The row.</param>
    /// <param name="first">The first of the columns.</param>
    /// <param name="statusType">What the status is known as; null where that is not told.</param>
    public static void Write(Utf8JsonWriter json, DbDataReader row, int first, string? statusType = null)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, row.GetInt64(first));
        json.WriteString("progressionStatus"u8, row.TextOrNull(first + 1));
        if (statusType is not null) json.WriteString("progressionStatusType"u8, statusType);
        if (row.TextOrNull(first + 2) is { } stream) json.WriteString("stream"u8, stream);
        if (row.TextOrNull(first + 3) is { } cadence) json.WriteString("nurtureCadence"u8, cadence);
        json.WriteBoolean("isExhausted"u8, row.GetBoolean(first + 4));
        json.WriteBoolean("acquiredBy"u8, row.GetBoolean(first + 5));
        json.WriteBoolean("reachedSuccess"u8, row.GetBoolean(first + 6));
        json.WritePropertyName("membershipDate"u8);
        IsoTime.Write(json, row.GetInt64(first + 7));
        json.WritePropertyName("updatedAt"u8);
        IsoTime.Write(json, row.GetInt64(first + 8));
        json.WriteEndObject();
    }
}
