using System.Globalization;
using Leadbase.Gateway;
using Leadbase.Records.Engine;
using Leadbase.Records.Objects;
using Leadbase.Records.Objects.Operations;
using Leadbase.Storage;

namespace Leadbase.Marketing.Programs;

/// <summary>Get Program Members: the members of a program whose field has one of up to 300 values ("Program Members", Query).</summary>
public static class GetProgramMembers
{
    private const string UpdatedAt = "updatedAt";
    private const int MaxDays = 7;
    private static readonly string[] DefaultFields = ["reachedSuccess", "programId", "acquiredBy", "membershipDate"];

    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if (!MarketingProgram.TryId(call, out var program, out var error)) return error;
        if (!call.TryBatchSize(out var size, out error) || !call.TryPosition(TokenKind(program), out var after, out error)) return error;
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var type = schema.Get(StandardObjects.ProgramMember);
        if (FilterOf(call, type, out var field, out var filter) is { } wrong) return wrong;
        if (ProjectionOf(call, schema, type, out var unknown) is not { } projection) return Errors.FieldNotFound(unknown);
        await using var session = await call.Instance.Database.ReadAsync(call.Cancel);
        if (await MarketingProgram.FindAsync(call, session, program) is null) return Errors.ObjectNotFound;
        // A page that follows was admitted with the first one.
        if (after == 0 && field != type.Id && await CheckSizeAsync(call, session, type, program, filter) is { } tooMany) return tooMany;
        return await QueryAsync(call, session, projection, program, filter, after, size);
    }

    private static async Task<Answer> QueryAsync(
        Call call, Session session, Projection projection, long program, ObjectFilter filter, long after, int size)
    {
        var dialect = session.Database.Dialect;
        // Partitions last but one: how many parameters the filter has depends on its values.
        var reach = call.Reach.All ? "" : $" and {ReachedLead(session, "t", 3)}";
        var condition = $"t.\"programId\" = $1 and t.\"leadId\" > $2{reach} and {filter.Condition(dialect, call.Reach.All ? 3 : 4)}";
        var statement = session.Sql(projection.Where(condition, size + 1)).Bind(program).Bind(after);
        if (!call.Reach.All) statement.BindSet(call.Reach.Partitions);
        var (json, sequence, last) = (call.Result, 0, 0L);
        await using var reader = await filter.Bind(statement).QueryAsync();
        while (await reader.ReadAsync())
        {
            if (sequence == size) return Answer.Page(PagingToken.Create(call.Instance, TokenKind(program), last));
            last = reader.GetInt64(0);
            projection.Write(json, reader, sequence++);
        }
        return Answer.Page(null);
    }

    /// <summary>A condition that the lead of a member is in the partitions of a set.</summary>
    internal static string ReachedLead(Session session, string member, int parameter) =>
        $"exists (select 1 from {session.Database.Table(StandardObjects.Lead)} l where l.id = {member}.\"leadId\" and {session.Database.Dialect.In("l.\"leadPartitionId\"", parameter)})";

    private static ApiError? FilterOf(Call call, ObjectType type, out Field field, out ObjectFilter filter)
    {
        (field, filter) = (null!, null!);
        if (call.Parameters["filterType"] is not { Length: > 0 } name) return Errors.Missing("filterType");
        if (type.Find(name) is not { } found) return Errors.FieldNotFound(name);
        field = found;
        if (field.Name == UpdatedAt) return ObjectFilter.Range(call, field, MaxDays, out filter);
        return field.Searchable ? ObjectFilter.Values(call, field, out filter) : Errors.FieldNotSupported(field.Name);
    }

    private static Projection? ProjectionOf(Call call, RecordSchema schema, ObjectType type, out string unknown)
    {
        unknown = "";
        var fields = new List<Field> { type.Id };
        var names = call.Parameters.List("fields");
        foreach (var name in names.Count == 0 ? [.. DefaultFields] : names)
        {
            if (type.Find(name) is not { } field)
            {
                unknown = name;
                return null;
            }
            fields.Add(field);
        }
        return Projection.Of(schema, type, [.. fields.Distinct()]);
    }

    private static async Task<ApiError?> CheckSizeAsync(Call call, Session session, ObjectType type, long program, ObjectFilter filter)
    {
        var (limit, matching) = (call.Instance.Settings.Limits.ProgramMembersPerQuery, call.Instance.Settings.Features.CountMatchingMembers);
        var more = matching ? $" and {filter.Condition(session.Database.Dialect, 2)}" : "";
        var statement = session.Sql($"select count(*) from {type.Table(session.Database)} t where t.\"programId\" = $1{more}").Bind(program);
        var count = await (matching ? filter.Bind(statement) : statement).NumberAsync();
        if (count <= limit) return null;
        var (found, allowed) = (count!.Value.ToString("N0", CultureInfo.InvariantCulture), limit.ToString("N0", CultureInfo.InvariantCulture));
        return Errors.InvalidData(matching
            ? $"Matching membership size: {found} exceeds the limit allowed ({allowed}) for this api"
            : $"Total membership size: {found} exceeds the limit allowed {allowed} for the filter");
    }

    private static string TokenKind(long program) => string.Create(CultureInfo.InvariantCulture, $"programMember {program}");
}
