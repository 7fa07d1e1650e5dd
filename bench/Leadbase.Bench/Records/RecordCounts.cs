using Leadbase.Bench.Load;
using Leadbase.Storage;

namespace Leadbase.Bench.Records;

/// <summary>How much there is of what is not a lead.</summary>
/// <param name="Activities">Rows of the log, at least one per lead.</param>
/// <param name="Companies">Companies, and as many custom objects.</param>
/// <param name="Members">Members of the one static list: the first leads.</param>
internal sealed record RecordCounts(int Activities, int Companies, int Members)
{
    /// <summary>How many activities share a second.</summary>
    public int ActivitiesPerSecond { get; init; } = 1;

    /// <summary>The id of the static list.</summary>
    public const long ListId = 1001;

    public static readonly Column[] AssetColumns =
    [
        new("type", StorageKind.Text), new("id", StorageKind.Integer), new("name", StorageKind.Text), new("approved", StorageKind.Text),
        new("created_at", StorageKind.Integer), new("updated_at", StorageKind.Integer),
    ];

    public static readonly Column[] MemberColumns =
        [new("list", StorageKind.Integer), new("lead", StorageKind.Integer), new("created_at", StorageKind.Integer), new("updated_at", StorageKind.Integer)];

    public static object?[] List => [Assets.AssetType.StaticList, ListId, "Everyone", "{}", LeadData.CreatedAt(0), LeadData.CreatedAt(0)];

    public static object?[] Member(long lead) => [ListId, lead, LeadData.CreatedAt(lead), LeadData.CreatedAt(lead)];
}
