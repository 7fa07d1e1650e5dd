using System.Globalization;
using Leadbase.Gateway;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.Leads;

/// <summary>Get Lead by Id: one lead, or an empty result ("Leads", Query).</summary>
public static class GetLeadById
{
    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if (!long.TryParse(call.Route[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return Errors.InvalidValue(call.Route[0], "Integer");
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        if (schema.LeadProjection(call.Parameters.List("fields"), out var unknown) is not { } projection) return Errors.FieldNotFound(unknown);
        var reach = call.Reach;
        await using var session = await call.Instance.Database.ReadAsync(call.Cancel);
        var statement = session.Sql(reach.All ? projection.ByIdSql : projection.ByIdReachSql).Bind(id);
        if (!reach.All) statement.BindSet(reach.Partitions);
        await using var reader = await statement.QueryAsync();
        var json = call.Result;
        if (await reader.ReadAsync()) projection.Write(json, reader);
        return Answer.Success;
    }
}
