using Leadbase.Records.Leads;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.Memberships;

/// <summary>The tables that say what belongs to what.</summary>
public static class MembershipsSchema
{
    /// <summary>Leads in static lists, in smart campaigns and in programs, and named accounts in lists of theirs, found from either side.</summary>
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
        foreach (var statement in CreateProgramMembers(database)) yield return statement;
        foreach (var statement in CreateCookies(database)) yield return statement;
        foreach (var statement in RecordsSchema.CreateObject(database, StandardObjects.NamedAccountList)) yield return statement;
        yield return $"""
            create table {database.Table("named_account_member")}
                (list {number} not null, account {number} not null, created_at {number} not null, primary key (list, account))
            """;
        yield return $"create index {Identifier.Quote("named_account_member_account")} on {database.Table("named_account_member")} (account)";
    }

    // Members are searched within their program: by lead for every page, and by status and by change because filters do.
    private static IEnumerable<string> CreateProgramMembers(Database database)
    {
        const string Name = StandardObjects.ProgramMember;
        foreach (var statement in RecordsSchema.CreateObject(database, Name)) yield return statement;
        yield return CreateIndex("key", "unique index", "programId", "leadId");
        yield return CreateIndex("lead", "index", "leadId");
        yield return CreateIndex("status", "index", "programId", "statusName", "leadId");
        yield return CreateIndex("updated", "index", "programId", "updatedAt");

        string CreateIndex(string name, string kind, params string[] columns) =>
            $"create {kind} {Identifier.Quote($"{Name}_{name}")} on {database.Table(Name)} ({string.Join(", ", columns.Select(Identifier.Quote))})";
    }

    /// <summary>Whose browser a Munchkin cookie is in, and what happened in browsers that are nobody's yet.</summary>
    private static IEnumerable<string> CreateCookies(Database database)
    {
        var (text, number) = (database.Dialect.TypeOf(StorageKind.Text), database.Dialect.TypeOf(StorageKind.Integer));
        yield return $"create table {database.Table(LeadCookies.Table)} (cookie {text} primary key, lead {number} not null)";
        yield return $"create index {Identifier.Quote("lead_cookie_lead")} on {database.Table(LeadCookies.Table)} (lead)";
        yield return $"""
            create table {database.Table(LeadCookies.Anonymous)}
                (id {database.Dialect.IdType} primary key, cookie {text} not null, type {number} not null, date {number} not null,
                 primary_id {number}, primary_value {text}, attributes {text})
            """;
        yield return $"create index {Identifier.Quote("anonymous_activity_cookie")} on {database.Table(LeadCookies.Anonymous)} (cookie, id)";
        yield return database.Dialect.CreateSequence(database, LeadCookies.Anonymous);
    }
}
