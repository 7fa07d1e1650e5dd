using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Records.Leads;
using Leadbase.Records.Memberships;
using Leadbase.Storage;

namespace Leadbase.Marketing.Lists;

/// <summary>The members of static lists, named by lead id ("List Membership"): add, remove, ask.</summary>
internal static class StaticLists
{
    private const string Source = "Web service API";

    /// <summary>Get Lists.</summary>
    public static readonly Handler Browse = AssetListing.BrowseOf(AssetType.StaticList, _ => (null, null), (_, _) => { });

    /// <summary>Get List by Id.</summary>
    public static readonly Handler ById = AssetListing.ByIdOf(AssetType.StaticList, (_, _) => { });

    /// <summary>Add to List: up to 300 leads; one that is a member already stays one, and is reported like the others.</summary>
    public static ValueTask<Answer> Add(Call call) => ChangeAsync(call, ActivityType.AddToList, "added", null, ListChange.Add);

    /// <summary>Remove from List: up to 300 leads; 1015 for one that is no member.</summary>
    public static ValueTask<Answer> Remove(Call call) => ChangeAsync(call, ActivityType.RemoveFromList, "removed", Errors.NotInList, ListChange.Remove);

    /// <summary>Member of List: of up to 300 leads, which are members.</summary>
    public static async ValueTask<Answer> IsMember(Call call)
    {
        if (!LeadIds.TryRead(call, "id", out var ids, out var error)) return error;
        var (partitions, _) = await LeadPartitions.OfAsync(call, null);
        await using var session = await call.Instance.Database.ReadAsync(call.Cancel);
        var (list, missing) = await AssetListing.FindAsync(session, call, AssetType.StaticList, call.Route[0]);
        if (list is null) return missing;
        var known = await KnownLeads.ReadAsync(session, partitions!, ids, forUpdate: false);
        var members = await ListMembers.FindAsync(session, list.Id, [.. ids.Select(i => i.Id).Distinct()]);
        foreach (var id in ids) Write(call.Result, id, known.Check(id), members.Contains(id.Id) ? "memberof" : "notmemberof");
        return Answer.Success;
    }

    private enum ListChange
    {
        Add,
        Remove,
    }

    private static async ValueTask<Answer> ChangeAsync(Call call, long activity, string done, ApiError? undone, ListChange change)
    {
        if (!LeadIds.TryRead(call, "id", out var ids, out var error)) return error;
        var (partitions, _) = await LeadPartitions.OfAsync(call, null);
        var (outcomes, refusal) = await WriteTransaction.RunAsync(call.Instance, RunAsync, call.Cancel);
        if (outcomes is null) return refusal;
        for (var i = 0; i < ids.Count; i++) Write(call.Result, ids[i], outcomes[i], done);
        return Answer.Success;

        async Task<(List<ApiError?>? Outcomes, ApiError Error)> RunAsync(Session session)
        {
            // The list stays while its members change.
            var (list, missing) = await AssetListing.FindAsync(session, call, AssetType.StaticList, call.Route[0], forUpdate: true);
            if (list is null) return (null, missing);
            var known = await KnownLeads.ReadAsync(session, partitions!, ids);
            var members = await ListMembers.FindAsync(session, list.Id, [.. ids.Select(i => i.Id).Distinct()]);
            var (changed, results) = (new List<long>(), new List<ApiError?>());
            foreach (var id in ids)
            {
                var wrong = known.Check(id);
                var differs = wrong is null && (change == ListChange.Add ? members.Add(id.Id) : members.Remove(id.Id));
                if (differs) changed.Add(id.Id);
                results.Add(wrong ?? (differs ? null : undone));
            }
            if (change == ListChange.Add) await ListMembers.AddAsync(session, list.Id, changed, call.Instance.Now);
            else await ListMembers.RemoveAsync(session, list.Id, changed);
            await ActivityLog.AppendAsync(session, [.. ListMembers.Log(activity, list.Id, list.Name, changed, Source, call.Instance.Now)]);
            return (results, default);
        }
    }

    private static void Write(Utf8JsonWriter json, LeadId id, ApiError? reason, string status)
    {
        json.WriteStartObject();
        if (id.Error is null) json.WriteNumber("id"u8, id.Id);
        if (reason is { } why) Envelope.WriteSkipped(json, why);
        else json.WriteString("status"u8, status);
        json.WriteEndObject();
    }
}
