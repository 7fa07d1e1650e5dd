using System.Globalization;
using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Activities.CustomTypes;
using Leadbase.Gateway;
using Leadbase.Records.Memberships;
using Leadbase.Storage;

namespace Leadbase.Records.Leads;

/// <summary>Add Custom Activities: up to 300 activities of approved custom types ("Activities", Add Custom Activities).</summary>
public static class AddCustomActivities
{
    /// <summary>Handles the operation; a record that cannot be added is skipped, and the others are added.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if (!call.TryInput(out var input, out var error)) return error;
        var (partitions, _) = await LeadPartitions.OfAsync(call, null);
        var reader = new CustomActivityReader(await ActivityTypes.OfAsync(call.Instance, call.Cancel), call.Instance.TimeZone);
        var records = new List<(Activity Activity, ApiError? Error)>(input.GetArrayLength());
        foreach (var json in input.EnumerateArray())
        {
            var wrong = reader.Read(json, out var activity);
            records.Add((activity, wrong));
        }
        var (errors, first, used) = await WriteTransaction.RunAsync(call.Instance, s => AddAsync(s, records, partitions!, reader.Unused), call.Cancel);
        if (used) await call.Instance.ChangedAsync();
        Write(call.Result, errors, first);
        return Answer.Success;
    }

    private static async Task<(ApiError?[] Errors, long First, bool Used)> AddAsync(
        Session session, List<(Activity Activity, ApiError? Error)> records, LeadPartitions partitions, IEnumerable<long> unused)
    {
        // Leads are not locked: the log keeps activities of leads that are deleted later, and at the same moment it does no harm.
        var known = await KnownLeads.ReadAsync(session, partitions, records.Where(r => r.Error is null).Select(r => new LeadId(r.Activity.Lead, null)), forUpdate: false);
        var (errors, rows) = (new ApiError?[records.Count], new List<Activity>(records.Count));
        for (var i = 0; i < errors.Length; i++)
        {
            var (activity, error) = records[i];
            errors[i] = error ?? known.Check(new LeadId(activity.Lead, null));
            if (errors[i] is null) rows.Add(activity);
        }
        var used = unused.Where(id => rows.Exists(r => r.Type == id)).ToList();
        await CustomTypeStore.MarkUsedAsync(session, used);
        return (errors, await ActivityLog.AppendAsync(session, rows), used.Count > 0);
    }

    private static void Write(Utf8JsonWriter json, ApiError?[] errors, long next)
    {
        foreach (var error in errors)
        {
            json.WriteStartObject();
            if (error is { } reason)
            {
                Envelope.WriteSkipped(json, reason, "errors"u8);
            }
            else
            {
                json.WriteNumber("id"u8, next);
                json.WriteString("marketoGUID"u8, next.ToString(CultureInfo.InvariantCulture));
                json.WriteString("status"u8, "added"u8);
                next++;
            }
            json.WriteEndObject();
        }
    }
}
