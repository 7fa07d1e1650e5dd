using Leadbase.Accounts;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Tokens;
using Leadbase.Records.Objects;

namespace Leadbase.Marketing.Emails;

/// <summary>The lead that a call wants to see an email as.</summary>
internal static class EmailReader
{
    private static readonly PermissionSet ReadLeads = Permissions.Of("Read-Only Lead", "Read-Write Lead");

    /// <summary>The lead of the parameter <c>leadId</c>; null without one.</summary>
    /// <returns>603 for who may not read leads, 1001, or 1004.</returns>
    public static async Task<(LeadValues? Lead, ApiError? Error)> OfAsync(AssetCall assets)
    {
        if (!AssetInput.TryNumber(assets.Call, "leadId", out var id, out var error)) return (null, error);
        if (id is not { } lead) return (null, null);
        if (!assets.Call.Principal.Permissions.HasAny(ReadLeads)) return (null, Errors.AccessDenied);
        var schema = await RecordSchema.OfAsync(assets.Call.Instance, assets.Call.Cancel);
        var values = await LeadValues.ReadAsync(assets.Session, schema, assets.Call.Principal.Reach(ReadLeads), lead);
        return values is null ? (null, Errors.LeadNotFound) : (values, null);
    }
}
