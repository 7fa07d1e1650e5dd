using Leadbase.Accounts;

namespace Leadbase.Gateway.Statistics;

/// <summary>The four operations of "Usage": calls per user and errors per code, of today or of the last seven days.</summary>
public static class GetUsage
{
    private const int Week = 7;

    /// <summary>Get Daily Usage.</summary>
    public static async ValueTask<Answer> Daily(Call call) => Calls(call, await Usage.Of(call.Instance).CallsAsync(1, call.Cancel));

    /// <summary>Get Weekly Usage.</summary>
    public static async ValueTask<Answer> LastSevenDays(Call call) => Calls(call, await Usage.Of(call.Instance).CallsAsync(Week, call.Cancel));

    /// <summary>Get Daily Errors.</summary>
    public static async ValueTask<Answer> DailyErrors(Call call) => ErrorsByCode(call, await Usage.Of(call.Instance).ErrorsAsync(1, call.Cancel));

    /// <summary>Get Weekly Errors.</summary>
    public static async ValueTask<Answer> LastSevenDaysErrors(Call call) => ErrorsByCode(call, await Usage.Of(call.Instance).ErrorsAsync(Week, call.Cancel));

    private static Answer Calls(Call call, IReadOnlyList<UsageRow> rows) => Write(call, rows, "users", "userId");

    private static Answer ErrorsByCode(Call call, IReadOnlyList<UsageRow> rows) => Write(call, rows, "errors", "errorCode");

    private static Answer Write(Call call, IReadOnlyList<UsageRow> rows, string list, string key)
    {
        var json = call.Result;
        foreach (var day in rows.GroupBy(r => r.Day))
        {
            json.WriteStartObject();
            json.WriteString("date"u8, day.Key);
            json.WriteNumber("total"u8, day.Sum(r => r.Count));
            json.WriteStartArray(list);
            foreach (var row in day)
            {
                json.WriteStartObject();
                json.WriteString(key, row.Key);
                json.WriteNumber("count"u8, row.Count);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Answer.Success;
    }
}
