using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Assets;
using Leadbase.Bulk;
using Leadbase.Gateway;
using Leadbase.Gateway.Calls;
using Leadbase.Jobs;
using Leadbase.Marketing;
using Leadbase.Marketing.LandingPages;
using Leadbase.Marketing.Outbox;
using Leadbase.Marketing.Tokens;
using Leadbase.Records;
using Leadbase.Records.Memberships;
using Leadbase.Records.Objects;
using Leadbase.Records.People;
using Leadbase.Storage;
using Leadbase.Users;

namespace Leadbase.Server;

/// <summary>The one explicit list of modules: what each brings to an instance's database, and the operations it serves.</summary>
internal static class Modules
{
    public static readonly InstanceSchema Schema = new(
        [
            new Migration(1, "accounts", AccountsSchema.Create),
            new Migration(2, "activities", ActivitiesSchema.Create),
            new Migration(3, "records", RecordsSchema.Create),
            new Migration(4, "assets", AssetsSchema.Create),
            new Migration(5, "memberships", database => [.. MembershipsSchema.Create(database), .. ActivitiesSchema.CreateBlocks(database)]),
            new Migration(6, "jobs", JobsSchema.Create),
            new Migration(7, "bulk", BulkSchema.Create),
            new Migration(8, "asset references", AssetsSchema.CreateReferences),
            new Migration(9, "user management", AccountsSchema.AddUserManagement),
            new Migration(10, "recorded calls, people by name", database => [.. CallsSchema.Create(database), .. PeopleSearch.CreateIndex(database)]),
            new Migration(13, "outbox", OutboxSchema.Create),
            new Migration(14, "my tokens", TokenStore.Create),
            new Migration(15, "names of landing pages", PageNames.Create),
            new Migration(16, "marks of assets", AssetsSchema.CreateMarks),
        ],
        [RecordsSchema.AddMissingColumnsAsync, ActivityBlocks.CompleteAsync, MarketingModule.CompleteAsync]);

    /// <summary>What the servers do by themselves.</summary>
    public static readonly IReadOnlyDictionary<string, JobKind> Jobs =
        MarketingModule.Jobs.Concat(BulkModule.Jobs).ToDictionary();

    public static Routes Map() => new Routes().MapGateway().MapActivities().MapRecords().MapMarketing().MapBulk().MapUsers();
}
