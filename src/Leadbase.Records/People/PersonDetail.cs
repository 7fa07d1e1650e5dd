using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Gateway;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.People;

/// <summary>A field of a person, with its value as the API writes it; null where there is none.</summary>
public sealed record PersonField(Field Field, string? Value);

/// <summary>What a person belongs to.</summary>
/// <param name="Kind">What it is: Static List, Program or Smart Campaign.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name; null when it is gone.</param>
/// <param name="Status">The status of a program's member; null elsewhere.</param>
/// <param name="Since">When the membership began, in seconds since 1970.</param>
public sealed record PersonMembership(string Kind, long Id, string? Name, string? Status, long Since);

/// <summary>One person in full.</summary>
public static class PersonDetail
{
    /// <summary>Memberships of a kind that are shown at most.</summary>
    public const int MaxMemberships = 200;

    /// <summary>A person's fields, hidden ones left out; null when there is no such person.</summary>
    public static async Task<IReadOnlyList<PersonField>?> FieldsAsync(Instance instance, long id, CancellationToken cancel = default)
    {
        var schema = await RecordSchema.OfAsync(instance, cancel);
        var fields = schema.Lead.Fields.Where(f => !f.IsHidden).ToList();
        var projection = schema.LeadProjection([.. fields.Select(f => f.Name)], out _)!;
        await using var session = await instance.Database.ReadAsync(cancel);
        await using var reader = await session.Sql(projection.ByIdSql).Bind(id).QueryAsync();
        if (!await reader.ReadAsync(cancel)) return null;
        var output = JsonOutput.Rent();
        try
        {
            projection.Write(output.Writer, reader);
            await output.Writer.FlushAsync(cancel);
            using var json = JsonDocument.Parse(output.Written);
            return [.. fields.Select(f => new PersonField(f, TextOf(json.RootElement.GetProperty(f.Name))))];
        }
        finally
        {
            JsonOutput.Return(output);
        }
    }

    /// <summary>What a person belongs to: static lists, programs, smart campaigns; each by its id.</summary>
    public static async Task<IReadOnlyList<PersonMembership>> MembershipsAsync(Instance instance, long id, CancellationToken cancel = default)
    {
        await using var session = await instance.Database.ReadAsync(cancel);
        return
        [
            .. await ListAsync(session, id, "Static List", "list_member", "m.list", "m.lead", "null", "m.created_at"),
            .. await ListAsync(session, id, "Program", StandardObjects.ProgramMember, "m.\"programId\"", "m.\"leadId\"", "m.\"statusName\"", "m.\"createdAt\""),
            .. await ListAsync(session, id, "Smart Campaign", "campaign_member", "m.campaign", "m.lead", "null", "m.created_at"),
        ];
    }

    private static async Task<List<PersonMembership>> ListAsync(
        Session session, long person, string kind, string table, string asset, string lead, string status, string since) =>
        await session.Sql($"""
            select {asset}, a.name, {status}, {since} from {session.Database.Table(table)} m
            left join {session.Database.Table(Assets.AssetsSchema.Table)} a on a.type = $2 and a.id = {asset}
            where {lead} = $1 order by {asset} limit {MaxMemberships}
            """).Bind(person).Bind(TypeOf(kind)).ListAsync(r => new PersonMembership(kind, r.GetInt64(0), r.TextOrNull(1), r.TextOrNull(2), r.NumberOrNull(3) ?? 0));

    private static string TypeOf(string kind) => kind switch
    {
        "Static List" => Assets.AssetType.StaticList,
        "Program" => Assets.AssetType.Program,
        _ => Assets.AssetType.SmartCampaign,
    };

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
