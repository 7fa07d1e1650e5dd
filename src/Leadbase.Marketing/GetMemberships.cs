using System.Globalization;
using Leadbase.Gateway;

namespace Leadbase.Marketing;

/// <summary>What one lead belongs to: Get Lists by Lead Id and Get Smart Campaigns by Lead Id.</summary>
internal static class GetMemberships
{
    /// <summary>Get Lists by Lead Id.</summary>
    public static readonly Handler Lists = Of("list_member", "list", "listId");

    /// <summary>Get Smart Campaigns by Lead Id.</summary>
    public static readonly Handler SmartCampaigns = Of("campaign_member", "campaign", "smartCampaignId");

    private static Handler Of(string table, string column, string member) => async call =>
    {
        if (!long.TryParse(call.Route[0], NumberStyles.None, CultureInfo.InvariantCulture, out var lead)) return Errors.InvalidValue(call.Route[0], "Integer");
        if (!call.TryBatchSize(out var size, out var error) || !call.TryPosition(table, out var after, out error)) return error;
        var database = call.Instance.Database;
        await using var session = await database.ReadAsync(call.Cancel);
        var partition = await session.Sql($"select \"leadPartitionId\" from {database.Table("lead")} where id = $1").Bind(lead).NumberAsync();
        if (partition is not { } known || !call.Reach.Includes(known)) return Errors.LeadNotFound;
        var rows = await session
            .Sql($"select {column}, created_at, updated_at from {database.Table(table)} where lead = $1 and {column} > $2 order by {column} limit {size + 1}")
            .Bind(lead).Bind(after).ListAsync(r => (Id: r.GetInt64(0), CreatedAt: r.GetInt64(1), UpdatedAt: r.GetInt64(2)));
        var json = call.Result;
        foreach (var (id, createdAt, updatedAt) in rows.Take(size))
        {
            json.WriteStartObject();
            json.WriteNumber(member, id);
            json.WriteString("createdAt"u8, IsoTime.Format(createdAt));
            json.WriteString("updatedAt"u8, IsoTime.Format(updatedAt));
            json.WriteEndObject();
        }
        return Answer.Page(rows.Count > size ? PagingToken.Create(call.Instance, table, rows[size - 1].Id) : null);
    };
}
