using System.Globalization;
using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Gateway;
using Leadbase.Records.Engine;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.Leads;

/// <summary>Associate Lead: gives a Munchkin cookie, with what happened under it so far, to a lead ("Leads", Associate Web Activity).</summary>
public static class AssociateLead
{
    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if (!long.TryParse(call.Route[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return Errors.InvalidValue(call.Route[0], "Integer");
        if (CookieOf(call.Parameters) is not { Length: > 0 } cookie) return Errors.Missing("cookie");
        if (!LeadCookies.IsCookie(cookie)) return Errors.InvalidCookie(cookie);
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var (partitions, _) = await LeadPartitions.OfAsync(call, null);
        var error = await WriteTransaction.RunAsync(call.Instance, s => AssociateAsync(s, schema.Lead, partitions!, id, cookie), call.Cancel);
        return error is { } refusal ? refusal : Answer.Success;
    }

    private static async Task<ApiError?> AssociateAsync(Session session, ObjectType lead, LeadPartitions partitions, long id, string cookie)
    {
        var existing = await RecordMatcher.ReadAsync(session, lead, lead.Id, [id], [lead.Find("leadPartitionId")!.Column]);
        if (existing.Any(id) is not { } row) return Errors.LeadNotFound;
        if (partitions.Denies(row) is { } denied) return denied;
        await ActivityLog.AppendAsync(session, await LeadCookies.AssociateAsync(session, [(cookie, id)], withHistory: true));
        return null;
    }

    // Clients copy the value of "_mkto_trk" as it is, so that its ampersand parts it in two parameters; or they encode it twice.
    private static string? CookieOf(CallParameters parameters)
    {
        var cookie = parameters["cookie"]?.Trim();
        if (cookie is not { Length: > 0 } || cookie.Contains('&', StringComparison.Ordinal)) return cookie;
        if (cookie.Contains("%26", StringComparison.Ordinal)) return Uri.UnescapeDataString(cookie);
        return parameters.NameOf("token:") is { } token ? $"{cookie}&{token}" : cookie;
    }
}
