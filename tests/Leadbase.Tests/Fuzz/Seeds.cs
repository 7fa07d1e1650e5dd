using System.Globalization;
using System.Text.Json.Nodes;
using Leadbase.Gateway;
using Leadbase.Records.Fields;
using Leadbase.Records.Objects;

namespace Leadbase.Tests.Fuzz;

/// <summary>
/// Valid requests of operations, from which inputs are made. An operation that is not named here gets a plain one from its
/// row, so that the fuzzer follows the catalogue by itself.
/// </summary>
internal static class Seeds
{
    /// <summary>Leads that the fuzzer names, most of them by an address of this pool.</summary>
    private const int Leads = 400;

    private static readonly Field[] Fields = [.. StandardObjects.FieldsOf(StandardObjects.Lead)];
    private static readonly Field[] Writable = [.. Fields.Where(f => f is { ReadOnly: false, Object: null, Link: null } && f.Name is not ("id" or "email"))];
    private static readonly Field[] Filters = [.. Fields.Where(f => f is { Searchable: true, IsOwn: true })];

    /// <summary>A value for a parameter of the path.</summary>
    public static string PathValue(string name, Random random)
    {
        if (name != "fieldApiName") return Id(random).ToString(CultureInfo.InvariantCulture);
        return random.Chance(30) ? CustomField(random) : random.Pick(Fields).Name;
    }

    /// <summary>The parameters of a query or form.</summary>
    public static List<(string Name, string Value)> Parameters(Operation operation, Random random)
    {
        var list = new List<(string, string)>();
        if (operation.Id == "getLeadsByFilterUsingGET")
        {
            var filter = random.Chance(60) ? Filters.First(f => f.Name == "email") : random.Pick(Filters);
            list.Add(("filterType", filter.Name));
            list.Add(("filterValues", string.Join(',', Some(random, 5, () => Value(filter, random).ToString()))));
        }
        if (operation.Api == "identity")
        {
            list.AddRange([("grant_type", "client_credentials"), ("client_id", FuzzInputs.ClientId), ("client_secret", FuzzInputs.ClientSecret)]);
        }
        if (operation.Id == "deleteLeadsUsingPOST" && random.Chance(30)) list.Add(("id", $"{Id(random)},{Id(random)}"));
        if (operation.Method == "GET" && random.Chance(30)) list.Add(("fields", string.Join(',', Some(random, 5, () => random.Pick(Fields).Name))));
        if (operation.Method == "GET" && random.Chance(20)) list.Add(("batchSize", random.Next(1, 301).ToString(CultureInfo.InvariantCulture)));
        if (random.Chance(3)) list.Add(("nextPageToken", random.Chance(50) ? "AAAAAAAAAAAAAAAAAAAAAAAA" : Junk.Text(random)));
        if (random.Chance(2)) list.Add((Junk.Text(random), Junk.Text(random)));
        return list;
    }

    /// <summary>A JSON body.</summary>
    public static JsonObject Body(Operation operation, Random random) => operation.Id switch
    {
        "syncLeadUsingPOST" => Sync(random),
        "deleteLeadsUsingPOST" => Input(random, 4, () => new JsonObject { ["id"] = Id(random) }),
        "updatePartitionsUsingPOST" => Input(random, 4, () => new JsonObject { ["id"] = Id(random), ["partitionName"] = random.Chance(90) ? "Default" : "Vault" }),
        "createLeadFieldUsingPOST" => Input(random, 2, () => NewField(random)),
        "updateLeadFieldUsingPOST" => Input(random, 1, () => new JsonObject { ["description"] = Junk.Text(random), ["isSensitive"] = random.Chance(50) }),
        _ => Input(random, 3, () => new JsonObject { ["id"] = Id(random), ["name"] = Junk.Text(random), ["email"] = Email(random) }),
    };

    private static JsonObject Sync(Random random)
    {
        var body = Input(random, random.Chance(1) ? 310 : 4, () => Lead(random));
        if (random.Chance(60)) body["action"] = random.Pick(["createOrUpdate", "createOrUpdate", "createOrUpdate", "createOnly", "updateOnly", "createDuplicate"]);
        if (random.Chance(20)) body["lookupField"] = random.Chance(60) ? "email" : random.Pick(Fields).Name;
        if (random.Chance(5)) body["partitionName"] = random.Chance(70) ? "Default" : "Vault";
        if (random.Chance(5)) body["asyncProcessing"] = false;
        return body;
    }

    private static JsonObject Lead(Random random)
    {
        var lead = new JsonObject { ["email"] = Email(random) };
        for (var i = random.Next(4); i >= 0; i--)
        {
            var field = random.Pick(Writable);
            lead[field.Name] = Value(field, random);
        }
        if (random.Chance(8)) lead[CustomField(random)] = Junk.Text(random);
        if (random.Chance(3)) lead[random.Pick(Fields).Name] = Junk.Text(random);
        return lead;
    }

    private static JsonObject NewField(Random random)
    {
        var name = CustomField(random);
        return new JsonObject
        {
            ["name"] = name,
            ["displayName"] = random.Chance(90) ? $"Label of {name}" : Junk.Text(random),
            ["dataType"] = random.Pick(FieldTypes.Creatable),
            ["isHidden"] = random.Chance(20),
        };
    }

    private static JsonObject Input(Random random, int max, Func<JsonObject> record) => new() { ["input"] = new JsonArray([.. Some(random, max, record)]) };

    private static IEnumerable<T> Some<T>(Random random, int max, Func<T> make) => Enumerable.Range(0, random.Next(1, max + 1)).Select(_ => make());

    private static JsonValue Value(Field field, Random random)
    {
        if (random.Chance(8)) return JsonValue.Create(Junk.Text(random));
        return field.Type.Name switch
        {
            "integer" or "score" or "percent" or "reference" => JsonValue.Create(random.Next(-5, 1_000)),
            "float" or "currency" => JsonValue.Create(random.Next(-500, 5_000) / 100.0),
            "boolean" => JsonValue.Create(random.Chance(50)),
            "date" => JsonValue.Create($"2024-02-{random.Next(10, 30)}"),
            "datetime" => JsonValue.Create($"2024-03-10T0{random.Next(10)}:30:00{random.Pick(["Z", "", "+02:00", "-0800"])}"),
            "email" => JsonValue.Create(Email(random)),
            _ => JsonValue.Create(random.Pick(["Ada", "Grace", "Żółć", "日本", "O'Neil", "x,y"])),
        };
    }

    private static long Id(Random random) => random.Next(1, 1_000);

    private static string Email(Random random) => $"fuzz{random.Next(Leads)}@x.test";

    private static string CustomField(Random random) => $"fuzzField{random.Next(25)}";
}
