using System.Data.Common;
using System.Globalization;
using Leadbase.Gateway;
using Leadbase.Records.Engine;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Marketing.Programs;

/// <summary>Get Leads by Program Id: the leads that are members of a program, each with its membership ("Leads", Programs).</summary>
public static class GetLeadsByProgram
{
    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if (!MarketingProgram.TryId(call, out var id, out var error)) return error;
        if (!call.TryBatchSize(out var size, out error) || !call.TryPosition(TokenKind(id), out var after, out error)) return error;
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        if (schema.LeadProjection(call.Parameters.List("fields"), out var unknown) is not { } projection) return Errors.FieldNotFound(unknown);
        await using var session = await call.Instance.Database.ReadAsync(call.Cancel);
        if (await MarketingProgram.FindAsync(call, session, id) is not { } program) return Errors.ObjectNotFound;
        var statement = session.Sql(projection.Through(PageOf(call, session, size + 1), "leadId", MembershipJson.Columns)).Bind(id).Bind(after);
        if (!call.Reach.All) statement.BindSet(call.Reach.Partitions);
        await using var reader = await statement.QueryAsync();
        return await WriteAsync(call, program, projection, reader, size);
    }

    // The members of one page alone, found in the order of their leads: any page of any program is as quick as the first.
    private static string PageOf(Call call, Session session, int limit)
    {
        var reach = call.Reach.All ? "" : $" and {GetProgramMembers.ReachedLead(session, "m", 3)}";
        return string.Create(CultureInfo.InvariantCulture, $"""
            select m."leadId", {MembershipJson.Columns} from {session.Database.Table(StandardObjects.ProgramMember)} m
            where m."programId" = $1 and m."leadId" > $2{reach} order by m."leadId" limit {limit}
            """);
    }

    private static async Task<Answer> WriteAsync(Call call, MarketingProgram program, Projection projection, DbDataReader reader, int size)
    {
        var json = call.Result;
        var (count, last) = (0, 0L);
        while (await reader.ReadAsync())
        {
            if (count++ == size) return Answer.Page(PagingToken.Create(call.Instance, TokenKind(program.Id), last));
            last = reader.GetInt64(0);
            json.WriteStartObject();
            projection.WriteMembers(json, reader);
            json.WritePropertyName("membership"u8);
            var status = MembershipJson.StatusOf(reader, projection.Width) ?? "";
            MembershipJson.Write(json, reader, projection.Width, program.Channel.Find(status)?.Type ?? status);
            json.WriteEndObject();
        }
        return Answer.Page(null);
    }

    private static string TokenKind(long program) => string.Create(CultureInfo.InvariantCulture, $"program {program}");
}
