using Leadbase.Bench.Load;
using Leadbase.Storage;

namespace Leadbase.Bench.Records;

/// <summary>An object type of the measurements: four values under a key of its own.</summary>
/// <param name="Table">The table.</param>
/// <param name="Path">Where it is synced.</param>
/// <param name="HasGuid">Whether each record has an id that is made for it, besides the number.</param>
/// <param name="Fields">The key and the values, as the table and the interface call them.</param>
internal sealed record ObjectData(string Table, string Path, bool HasGuid, Column[] Fields)
{
    /// <summary>The ordinal of the time that each update changes.</summary>
    public const int UpdatedAt = 2;

    /// <summary>The API name of the custom object type.</summary>
    public const string CustomName = "benchCar";

    // Before the objects that are made of them.
    private static readonly Column[] System = [new("id", StorageKind.Integer), new("createdAt", StorageKind.Integer), new("updatedAt", StorageKind.Integer)];

    private static long _stamp = 1_000_000;
    private static long _lastNew = 1_000_000_000;

    public static readonly ObjectData Company = new("company", "/rest/v1/companies.json", false,
    [
        new("externalCompanyId", StorageKind.Text), new("company", StorageKind.Text), new("industry", StorageKind.Text),
        new("numberOfEmployees", StorageKind.Integer), new("billingCity", StorageKind.Text),
    ]);

    /// <summary>The first custom object type of its instance.</summary>
    public static readonly ObjectData Custom = new($"co_{Assets.AssetStore.FirstId}", $"/rest/v1/customobjects/{CustomName}.json", true,
    [
        new("vin", StorageKind.Text), new("model", StorageKind.Text), new("maker", StorageKind.Text),
        new("mileage", StorageKind.Integer), new("city", StorageKind.Text),
    ]);

    public static readonly ObjectData[] All = [Company, Custom];

    public Column[] Columns { get; } = [.. System, .. HasGuid ? (Column[])[new("marketoGUID", StorageKind.Text)] : [], .. Fields];

    /// <summary>The ordinal of the key.</summary>
    public int Key => Columns.Length - Fields.Length;

    public string KeyColumn => Fields[0].Quoted;

    /// <summary>What stands before the key of a new row.</summary>
    public object?[] Head(long id, long now) => HasGuid ? [id, now, now, Guid.NewGuid().ToString()] : [id, now, now];

    public object?[] Row(long n) => [.. Head(n, LeadData.CreatedAt(n)), KeyOf(n), $"Company {n}", "Software", n % 10_000, "Berlin"];

    /// <summary>A batch: of every five records four change two values of an existing one, and one is new. Key and values, in the order of the fields.</summary>
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
            batch[i] = [KeyOf(n), $"Company {n}", "Software", stamp % 1_000_000, $"City {stamp}"];
        }
        return batch;
    }

    /// <summary>The body of a sync.</summary>
    public object Body(object[][] batch) => new { input = batch.Select(r => Fields.Select((f, i) => (f.Name, Value: r[i])).ToDictionary(f => f.Name, f => f.Value)) };

    private static string KeyOf(long n) => $"C-{(uint)((ulong)n * 2_654_435_761):x8}-{n}";
}
