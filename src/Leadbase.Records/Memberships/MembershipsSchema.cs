using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.Memberships;

/// <summary>The tables that say what belongs to what.</summary>
public static class MembershipsSchema
{
    /// <summary>Leads in static lists and in smart campaigns, and named accounts in lists of theirs, found from either side.</summary>
    public static IEnumerable<string> Create(Database database)
    {
        var number = database.Dialect.TypeOf(StorageKind.Integer);
        yield return $"""
            create table {database.Table("list_member")}
                (list {number} not null, lead {number} not null, created_at {number} not null, updated_at {number} not null, primary key (list, lead))
            """;
        yield return $"create index {Identifier.Quote("list_member_lead")} on {database.Table("list_member")} (lead, list)";
        yield return $"""
            create table {database.Table("campaign_member")}
                (campaign {number} not null, lead {number} not null, created_at {number} not null, updated_at {number} not null, primary key (campaign, lead))
            """;
        yield return $"create index {Identifier.Quote("campaign_member_lead")} on {database.Table("campaign_member")} (lead, campaign)";
        foreach (var statement in RecordsSchema.CreateObject(database, StandardObjects.NamedAccountList)) yield return statement;
        yield return $"""
            create table {database.Table("named_account_member")}
                (list {number} not null, account {number} not null, created_at {number} not null, primary key (list, account))
            """;
        yield return $"create index {Identifier.Quote("named_account_member_account")} on {database.Table("named_account_member")} (account)";
    }
}
