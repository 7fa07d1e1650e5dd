using Leadbase.Bench.Load;
using Leadbase.Storage;

namespace Leadbase.Bench.Records;

/// <summary>How much there is of what is not a lead.</summary>
/// <param name="Activities">Rows of the log, at least one per lead.</param>
/// <param name="Companies">Companies.</param>
/// <param name="Members">Members of the one static list: the first leads.</param>
internal sealed record RecordCounts(int Activities, int Companies, int Members)
{
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

/// <summary>The companies of every measurement.</summary>
internal static class CompanyData
{
    private static long _stamp = 1_000_000;
    private static long _lastNew = 1_000_000_000;

    public static readonly Column[] Columns =
    [
        new("id", StorageKind.Integer), new("createdAt", StorageKind.Integer), new("updatedAt", StorageKind.Integer), new("externalCompanyId", StorageKind.Text),
        new("company", StorageKind.Text), new("industry", StorageKind.Text), new("numberOfEmployees", StorageKind.Integer), new("billingCity", StorageKind.Text),
    ];

    public static object?[] Row(long n) =>
        [n, LeadData.CreatedAt(n), LeadData.CreatedAt(n), Key(n), $"Company {n}", "Software", n % 10_000, "Berlin"];

    public static string Key(long n) => $"C-{(uint)((ulong)n * 2_654_435_761):x8}-{n}";

    /// <summary>A batch: of every five records four change two values of an existing company, and one is new. Key and values, in the order of the columns.</summary>
    public static object[][] Batch(Random random, int existing)
    {
        var taken = new HashSet<long>();
        var batch = new object[SyncBatch.Size][];
        for (var i = 0; i < batch.Length; i++)
        {
            var n = ++_lastNew;
            if (!SyncBatch.IsNew(i))
            {
                do n = random.NextInt64(1, existing + 1);
                while (!taken.Add(n));
            }
            var stamp = ++_stamp;
            batch[i] = [Key(n), $"Company {n}", "Software", stamp % 1_000_000, $"City {stamp}"];
        }
        return batch;
    }
}
