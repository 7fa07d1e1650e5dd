using System.Globalization;
using System.Text.Json;
using Leadbase.Bench.Load;

namespace Leadbase.Bench.Records;

/// <summary>The custom activities of the measurements: what each is about, and three more values.</summary>
internal static class CustomActivityData
{
    /// <summary>The id of the first custom activity type of its instance.</summary>
    public const long TypeId = Assets.AssetStore.FirstActivityTypeId;

    private const string Name = "benchVisit";
    private static readonly (string Name, string Type)[] Attributes = [("place", "string"), ("seats", "integer"), ("paid", "boolean")];
    private static long _stamp;

    /// <summary>A batch over the first leads: lead, date, and the values in the order of the attributes.</summary>
    public static object[][] Batch(Random random, int leads) => [.. Enumerable.Range(0, SyncBatch.Size).Select(_ => Record(random.NextInt64(1, leads + 1)))];

    /// <summary>An activity of a lead.</summary>
    public static object[] Record(long lead)
    {
        var stamp = ++_stamp;
        return [lead, LeadData.CreatedAt(stamp), $"Fair {stamp % 1_000}", $"Hall {stamp}", (stamp % 500).ToString(CultureInfo.InvariantCulture), stamp % 2 == 0 ? "true" : "false"];
    }

    /// <summary>The body of Add Custom Activities.</summary>
    public static object Body(IEnumerable<object[]> batch) => new
    {
        input = batch.Select(r => new
        {
            leadId = r[0],
            activityDate = DateTimeOffset.FromUnixTimeSeconds((long)r[1]).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            activityTypeId = TypeId,
            primaryAttributeValue = r[2],
            attributes = Attributes.Select((a, i) => new { apiName = a.Name, value = r[3 + i] }),
        }),
    };

    /// <summary>Lets the server make the types that measurements write records of.</summary>
    public static void CreateTypes(int port, Requests requests)
    {
        const string types = "/rest/v1/activities/external/type";
        Post(types + ".json", new
        {
            apiName = Name,
            name = "Bench visit",
            triggerName = "Visits bench",
            filterName = "Visited bench",
            primaryAttribute = new { apiName = "fair", name = "Fair" },
        });
        Post($"{types}/{Name}/attributes/create.json", new { attributes = Attributes.Select(a => new { apiName = a.Name, name = "Label of " + a.Name, dataType = a.Type }) });
        var id = Post($"{types}/{Name}/approve.json", new { }).GetProperty("result")[0].GetProperty("id").GetInt64();
        if (id != TypeId) throw new InvalidDataException($"The type has the id {id}.");

        const string schema = "/rest/v1/customobjects/schema";
        Post(schema + ".json", new { action = "createOnly", apiName = ObjectData.CustomName, displayName = "Bench car" });
        Post($"{schema}/{ObjectData.CustomName}/addField.json", new
        {
            input = ObjectData.Custom.Fields.Select((f, i) => new
            {
                name = f.Name,
                displayName = "Label of " + f.Name,
                dataType = f.Kind == Storage.StorageKind.Integer ? "integer" : "string",
                isDedupeField = i == 0,
            }),
        });
        Post($"{schema}/{ObjectData.CustomName}/approve.json", new { });

        JsonElement Post(string path, object body)
        {
            var answer = HttpLoad.Once(port, requests.Json(path, JsonSerializer.SerializeToUtf8Bytes(body)));
            using var json = JsonDocument.Parse(answer);
            if (!json.RootElement.GetProperty("success").GetBoolean()) throw new InvalidDataException($"{path}: {json.RootElement.GetRawText()}");
            return json.RootElement.Clone();
        }
    }
}
