using System.Globalization;
using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Marketing.Programs;

/// <summary>Get Programs by Lead Id: the programs that a lead is a member of, in the order of their ids ("Leads", Programs).</summary>
public static class GetProgramsByLead
{
    private const string ProgramId = "programId";

    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if (!MarketingProgram.TryId(call, out var lead, out var error)) return error;
        if (!call.TryBatchSize(out var size, out error) || !call.TryPosition(TokenKind(lead), out var after, out error)) return error;
        if (TryMoment(call, "earliestUpdatedAt", long.MinValue, out var earliest) is { } badStart) return badStart;
        if (TryMoment(call, "latestUpdatedAt", long.MaxValue, out var latest) is { } badEnd) return badEnd;
        if (TryPrograms(call, out var programs) is { } badFilter) return badFilter;
        await using var session = await call.Instance.Database.ReadAsync(call.Cancel);
        if (!await IsReachedAsync(call, session, lead)) return Errors.LeadNotFound;
        var workspaces = (await AccountDirectory.OfAsync(call.Instance, call.Cancel)).Workspaces.Where(w => call.Reaches(w.Id)).Select(w => w.Id);
        var statement = session.Sql(Sql(session, programs is not null, size + 1)).Bind(lead).Bind(after).Bind(earliest).Bind(latest).BindSet([.. workspaces]);
        if (programs is not null) statement.BindSet(programs);
        await using var reader = await statement.QueryAsync();
        var (count, last) = (0, 0L);
        var json = call.Result;
        while (await reader.ReadAsync())
        {
            if (count++ == size) return Answer.Page(PagingToken.Create(call.Instance, TokenKind(lead), last));
            last = reader.GetInt64(0);
            MembershipJson.Write(json, reader, 0);
        }
        return Answer.Page(null);
    }

    private static string Sql(Session session, bool filtered, int limit)
    {
        var (database, dialect) = (session.Database, session.Database.Dialect);
        var filter = filtered ? $" and {dialect.In("m.\"programId\"", 6)}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"""
            select {MembershipJson.Columns} from {database.Table(StandardObjects.ProgramMember)} m
            join {database.Table(AssetsSchema.Table)} p on p.type = '{AssetType.Program}' and p.id = m."programId"
            where m."leadId" = $1 and m."programId" > $2 and m."updatedAt" >= $3 and m."updatedAt" <= $4
                and (p.workspace is null or {dialect.In("p.workspace", 5)}){filter}
            order by m."programId" limit {limit}
            """);
    }

    private static async Task<bool> IsReachedAsync(Call call, Session session, long lead) =>
        await session.Sql($"select \"leadPartitionId\" from {session.Database.Table(StandardObjects.Lead)} where id = $1").Bind(lead).NumberAsync()
            is { } partition && call.Reach.Includes(partition);

    private static ApiError? TryMoment(Call call, string name, long otherwise, out long seconds)
    {
        seconds = otherwise;
        if (call.Parameters[name] is not { Length: > 0 } text) return null;
        return IsoTime.TryParse(text, call.Instance.TimeZone, out seconds) ? null : Errors.InvalidValue(text, "datetime");
    }

    /// <summary>The programs that the filter names; null without one.</summary>
    private static ApiError? TryPrograms(Call call, out List<long>? programs)
    {
        programs = null;
        var values = call.Parameters.List("filterValues");
        if (call.Parameters["filterType"] is not { Length: > 0 } type) return values.Count > 0 ? Errors.Missing("filterType") : null;
        if (!string.Equals(type, ProgramId, StringComparison.OrdinalIgnoreCase)) return Errors.InvalidData("filterType can only be programId");
        if (values.Count == 0) return Errors.Missing("filterValues");
        if (values.Count > Call.MaxBatch) return Errors.InvalidData($"Too many values in filterValues; at most {Call.MaxBatch} are allowed");
        programs = [];
        foreach (var value in values)
        {
            if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return Errors.InvalidValue(value, "Integer");
            programs.Add(id);
        }
        return null;
    }

    private static string TokenKind(long lead) => string.Create(CultureInfo.InvariantCulture, $"membership {lead}");
}
