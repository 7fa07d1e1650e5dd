using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Records.Engine;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Marketing.Lists;

/// <summary>Get Leads by List Id, in both spellings of its path: the members of a static list in the order of their ids.</summary>
internal static class GetLeadsByList
{
    private const string TokenKind = "list member";

    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if (!call.TryBatchSize(out var size, out var error) || !call.TryPosition(TokenKind, out var after, out error)) return error;
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        if (schema.LeadProjection(call.Parameters.List("fields"), out var unknown) is not { } projection) return Errors.FieldNotFound(unknown);
        await using var session = await call.Instance.Database.ReadAsync(call.Cancel);
        var (list, missing) = await AssetListing.FindAsync(session, call, AssetType.StaticList, call.Route[0]);
        if (list is null) return missing;
        var statement = session.Sql(projection.Where(Condition(session, call.Reach.All, size + 1), size + 1)).Bind(list.Id).Bind(after);
        if (!call.Reach.All) statement.BindSet(call.Reach.Partitions);
        await using var reader = await statement.QueryAsync();
        var json = call.Result;
        var (count, last) = (0, 0L);
        while (await reader.ReadAsync())
        {
            if (count++ == size) return Answer.Page(PagingToken.Create(call.Instance, TokenKind, last));
            last = reader.GetInt64(0);
            projection.Write(json, reader);
        }
        return Answer.Success;
    }

    // The members of one page are taken from their index first, so that every page costs the same however long the list is.
    private static string Condition(Session session, bool everywhere, int limit)
    {
        var (members, leads) = (session.Database.Table("list_member"), session.Database.Table("lead"));
        var (join, reach) = everywhere
            ? ("", "")
            : ($" join {leads} l on l.id = m.lead", $" and {session.Database.Dialect.In("l.\"leadPartitionId\"", 3)}");
        return $"t.id in (select m.lead from {members} m{join} where m.list = $1 and m.lead > $2{reach} order by m.lead limit {limit})";
    }
}
