using System.Globalization;
using System.Text.Json.Nodes;
using Leadbase.Gateway;
using Leadbase.Records.CustomObjects;
using Leadbase.Records.Fields;
using Leadbase.Records.Objects;
using Leadbase.Tests.Http.Programs;

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

    /// <summary>Object types by the beginning of their operations' paths; the longest first.</summary>
    private static readonly (string Path, string Name)[] Objects =
    [
        ("/rest/v1/opportunities/roles", StandardObjects.OpportunityRole), ("/rest/v1/opportunities", StandardObjects.Opportunity),
        ("/rest/v1/companies", StandardObjects.Company), ("/rest/v1/salespersons", StandardObjects.SalesPerson), ("/rest/v1/namedaccounts", StandardObjects.NamedAccount),
    ];

    /// <summary>A program that is there.</summary>
    public const long Program = 1100;

    private static readonly IReadOnlyList<Field> MemberFields = StandardObjects.FieldsOf(StandardObjects.ProgramMember);

    /// <summary>A value for a parameter of the path.</summary>
    public static string PathValue(Operation operation, string name, Random random)
    {
        if (operation.IsNewAsset) return ContentInputs.Id(random);
        if (EmailInputs.Has(operation)) return EmailInputs.PathValue(operation, name, random);
        if (SmartListInputs.Has(operation)) return SmartListInputs.PathValue(operation, random);
        if (PageInputs.Has(operation)) return PageInputs.PathValue(operation, name, random);
        if (FormInputs.Has(operation)) return FormInputs.PathValue(operation, name, random);
        if (PlaceInputs.Has(operation)) return PlaceInputs.PathValue(operation, random);
        if (name == "customObjectName" || (name == "apiName" && operation.Path.Contains("/customobjects/", StringComparison.Ordinal))) return CustomObject(random);
        if (name == "apiName") return CustomType(random);
        if (name == "programId" && random.Chance(90)) return Program.ToString(CultureInfo.InvariantCulture);
        if (name != "fieldApiName") return Id(random).ToString(CultureInfo.InvariantCulture);
        return random.Chance(30) ? CustomField(random) : random.Pick(Fields).Name;
    }

    /// <summary>The parameters of a query or form.</summary>
    public static List<(string Name, string Value)> Parameters(Operation operation, Random random)
    {
        if (operation.IsNewAsset) return ContentInputs.Parameters(operation, random);
        if (EmailInputs.Has(operation)) return EmailInputs.Parameters(operation, random);
        if (SmartListInputs.Has(operation)) return SmartListInputs.Parameters(operation, random);
        if (PageInputs.Has(operation)) return PageInputs.Parameters(operation, random);
        if (FormInputs.Has(operation)) return FormInputs.Parameters(operation, random);
        if (PlaceInputs.Has(operation)) return PlaceInputs.Parameters(operation, random);
        var list = new List<(string, string)>();
        if (operation.Id == "getLeadsByFilterUsingGET")
        {
            var filter = random.Chance(60) ? Filters.First(f => f.Name == "email") : random.Pick(Filters);
            list.Add(("filterType", filter.Name));
            list.Add(("filterValues", string.Join(',', Some(random, 5, () => Value(filter, random).ToString()))));
        }
        if (ObjectOf(operation) is { } type && operation.Method == "GET" && !operation.Path.Contains("fields", StringComparison.Ordinal))
        {
            var filter = random.Pick(type.Fields.Where(f => f.Searchable || random.Chance(5)).ToList());
            list.AddRange([("filterType", random.Chance(20) ? "dedupeFields" : filter.Name), ("filterValues", string.Join(',', Some(random, 5, () => Key(random))))]);
        }
        if (operation.Id == "getCustomObjectsUsingGET")
        {
            list.AddRange([("filterType", random.Pick(["idField", "dedupeFields", "marketoGUID", CustomField(random)])), ("filterValues", string.Join(',', Some(random, 5, () => Key(random))))]);
        }
        if (operation.Id is "listCustomObjectTypesUsingGET" or "describeCustomObjectTypeUsingGET") list.Add(("state", random.Pick(["draft", "approved", "approvedWithDraft"])));
        if (operation.Id == "getProgramMembersUsingGET")
        {
            var filter = random.Pick(MemberFields);
            list.AddRange([("filterType", filter.Name), ("filterValues", string.Join(',', Some(random, 5, () => Value(filter, random).ToString())))]);
            if (random.Chance(50)) list.AddRange([("startAt", "2026-03-01T00:00:00Z"), ("endAt", random.Chance(80) ? "2026-03-07T00:00:00Z" : Junk.Text(random))]);
            if (random.Chance(50)) list.Add(("fields", string.Join(',', Some(random, 5, () => random.Pick(MemberFields).Name))));
        }
        if (operation.Id == "getProgramMembershipUsingGET" && random.Chance(50)) list.AddRange([("filterType", "programId"), ("filterValues", $"{Program},{Id(random)}")]);
        if (operation.Path.StartsWith("/rest/v1/activities", StringComparison.Ordinal))
        {
            list.Add(("activityTypeIds", string.Join(',', Some(random, 3, () => random.Pick(["1", "12", "13", "37"])))));
            list.Add(("sinceDatetime", random.Chance(80) ? "2015-01-01T00:00:00Z" : Junk.Text(random)));
            if (random.Chance(30)) list.Add(("leadIds", string.Join(',', Some(random, 30, () => Id(random)))));
        }
        if (operation.Api == "identity")
        {
            list.AddRange([("grant_type", "client_credentials"), ("client_id", FuzzInputs.ClientId), ("client_secret", FuzzInputs.ClientSecret)]);
        }
        if (operation.Id == "associateLeadUsingPOST") list.Add(("cookie", Cookie(random)));
        if (operation.Id == "mergeLeadsUsingPOST") list.Add(("leadIds", string.Join(',', Some(random, 3, () => Id(random)))));
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
        _ when operation.IsNewAsset => ContentInputs.Body(random),
        "syncLeadUsingPOST" => Sync(random),
        "deleteLeadsUsingPOST" => Input(random, 4, () => new JsonObject { ["id"] = Id(random) }),
        "updatePartitionsUsingPOST" => Input(random, 4, () => new JsonObject { ["id"] = Id(random), ["partitionName"] = random.Chance(90) ? "Default" : "Vault" }),
        "createLeadFieldUsingPOST" => Input(random, 2, () => NewField(random)),
        "updateLeadFieldUsingPOST" => Input(random, 1, () => new JsonObject { ["description"] = Junk.Text(random), ["isSensitive"] = random.Chance(50) }),
        "createCustomActivityTypeUsingPOST" or "updateCustomActivityTypeUsingPOST" => NewType(random),
        "addCustomActivityUsingPOST" => Input(random, 4, () => CustomActivity(random)),
        _ when operation.Id.Contains("ActivityTypeAttributes", StringComparison.Ordinal) => new() { ["attributes"] = new JsonArray([.. Some(random, 3, () => Attribute(random))]) },
        "syncCustomObjectTypeUsingPOST" => NewCustomObjectType(random),
        "addCustomObjectTypeFieldsUsingPOST" => Input(random, 3, () => NewCustomObjectField(random)),
        "updateCustomObjectTypeFieldUsingPOST" => NewCustomObjectField(random),
        "deleteCustomObjectTypeFieldsUsingPOST" => Input(random, 2, () => new JsonObject { ["name"] = CustomField(random) }),
        "syncCustomObjectsUsingPOST" or "deleteCustomObjectsUsingPOST" or "getCustomObjectsUsingGET" => CustomObjectRecords(random),
        "syncProgramMemberStatusUsingPOST" or "deleteProgramMemberUsingPOST" => Status("statusName", "leadId", random),
        "changeLeadProgramStatusUsingPOST" => Status("status", "id", random),
        "syncProgramMemberDataUsingPOST" => Input(random, 4, () => MemberRecord(random)),
        "createProgramMemberFieldUsingPOST" => Input(random, 2, () => NewField(random)),
        "updateProgramMemberFieldUsingPOST" => Input(random, 1, () => new JsonObject { ["description"] = Junk.Text(random), ["isSensitive"] = random.Chance(50) }),
        "pushToMarketoUsingPOST" => Push(random),
        "SubmitFormUsingPOST" => Submit(random),
        _ when operation.Api == "asset" => Members(Parameters(operation, random)),
        _ when ObjectOf(operation) is { } type => Records(type, operation.Path.Contains("delete", StringComparison.Ordinal), random),
        _ => Input(random, 3, () => new JsonObject { ["id"] = Id(random), ["name"] = Junk.Text(random), ["email"] = Email(random) }),
    };

    /// <summary>Parameters as the members of a body: what is JSON in a form is a part of it.</summary>
    private static JsonObject Members(List<(string Name, string Value)> parameters)
    {
        var body = new JsonObject();
        foreach (var (name, value) in parameters) body[name] = Junk.Node(value);
        return body;
    }

    private static JsonObject Sync(Random random)
    {
        var body = Input(random, random.Chance(1) ? 310 : 4, () => Lead(random));
        if (random.Chance(60)) body["action"] = random.Pick(["createOrUpdate", "createOrUpdate", "createOrUpdate", "createOnly", "updateOnly", "createDuplicate"]);
        if (random.Chance(20)) body["lookupField"] = random.Chance(60) ? "email" : random.Pick(Fields).Name;
        if (random.Chance(5)) body["partitionName"] = random.Chance(70) ? "Default" : "Vault";
        if (random.Chance(5)) body["asyncProcessing"] = false;
        return body;
    }

    private static JsonObject Status(string status, string lead, Random random)
    {
        var body = Input(random, 4, () => new JsonObject { [lead] = Id(random) });
        body[status] = random.Chance(90) ? random.Pick(ProgramSteps.Statuses).Name : Junk.Text(random);
        return body;
    }

    private static JsonObject MemberRecord(Random random)
    {
        var record = new JsonObject { ["leadId"] = Id(random), ["registrationCode"] = Junk.Text(random) };
        if (random.Chance(30)) record["webinarUrl"] = Junk.Text(random);
        var other = random.Pick(MemberFields);
        if (random.Chance(20)) record[other.Name] = Value(other, random);
        return record;
    }

    private static JsonObject Push(Random random)
    {
        var body = Sync(random);
        body["programName"] = random.Chance(80) ? "Program" : Junk.Text(random);
        if (random.Chance(20)) body["programStatus"] = random.Chance(50) ? "Member" : Junk.Text(random);
        if (random.Chance(50)) body["reason"] = Junk.Text(random);
        return body;
    }

    private static JsonObject Submit(Random random)
    {
        var body = Input(random, 1, () => new JsonObject
        {
            ["leadFormFields"] = Lead(random),
            ["visitorData"] = new JsonObject { ["pageURL"] = Junk.Text(random), ["queryString"] = Junk.Text(random) },
            ["cookie"] = Cookie(random),
        });
        body["formId"] = 1001;
        if (random.Chance(10)) body["programId"] = 1000 + random.Next(3);
        return body;
    }

    private static string Cookie(Random random) => random.Chance(90) ? $"id:123-ABC-456&token:{random.Next(50)}" : Junk.Text(random);

    private static ObjectType? ObjectOf(Operation operation)
    {
        var name = Objects.FirstOrDefault(o => operation.Path.StartsWith(o.Path, StringComparison.Ordinal)).Name;
        return name is null ? null : StandardObjects.Create(name, StandardObjects.FieldsOf(name));
    }

    private static JsonObject Records(ObjectType type, bool delete, Random random)
    {
        var byId = random.Chance(15);
        var body = Input(random, 4, () => ObjectRecord(type, byId, delete, random));
        if (byId || random.Chance(50)) body[delete ? "deleteBy" : "dedupeBy"] = byId ? "idField" : "dedupeFields";
        if (!delete && random.Chance(60)) body["action"] = random.Pick(["createOrUpdate", "createOrUpdate", "createOnly", "updateOnly"]);
        return body;
    }

    private static JsonObject ObjectRecord(ObjectType type, bool byId, bool delete, Random random)
    {
        var record = new JsonObject();
        foreach (var field in byId ? [type.Id] : type.DedupeFields) record[field.Name] = field.Type.Name is "string" ? Key(random) : Id(random);
        if (delete) return record;
        for (var i = random.Next(4); i >= 0; i--)
        {
            var field = random.Pick(type.Fields);
            if (!field.ReadOnly || random.Chance(3)) record[field.Name] = field.RefersTo is null ? Value(field, random) : Key(random);
        }
        return record;
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

    private static JsonObject NewType(Random random)
    {
        var name = CustomType(random);
        return new JsonObject
        {
            ["apiName"] = name,
            ["name"] = "Fuzz " + name,
            ["triggerName"] = random.Chance(90) ? $"Does {name}" : Junk.Text(random),
            ["filterName"] = $"Did {name}",
            ["primaryAttribute"] = Attribute(random),
        };
    }

    private static JsonObject Attribute(Random random) => new()
    {
        ["apiName"] = $"a{random.Next(24)}",
        ["name"] = random.Chance(90) ? "Attribute" : Junk.Text(random),
        ["dataType"] = random.Pick(["string", "boolean", "integer", "float", "link", "email", "currency", "date", "datetime", "phone", "text"]),
        ["isPrimary"] = random.Chance(10),
    };

    private static JsonObject CustomActivity(Random random) => new()
    {
        ["leadId"] = Id(random),
        ["activityDate"] = "2024-03-10T01:30:00Z",
        ["activityTypeId"] = random.Next(100_000, 100_014),
        ["primaryAttributeValue"] = random.Chance(70) ? "5" : Junk.Text(random),
        ["attributes"] = new JsonArray([.. Some(random, 2, () => new JsonObject { ["apiName"] = $"a{random.Next(24)}", ["value"] = random.Chance(70) ? "5" : Junk.Text(random) })]),
    };

    private static JsonObject NewCustomObjectType(Random random)
    {
        var name = CustomObject(random);
        var body = new JsonObject { ["apiName"] = name, ["displayName"] = random.Chance(95) ? $"Label of {name}" : Junk.Text(random), ["showInLeadDetail"] = random.Chance(50) };
        if (random.Chance(40)) body["action"] = random.Pick(["createOrUpdate", "createOnly", "updateOnly"]);
        if (random.Chance(40)) body["description"] = Junk.Text(random);
        return body;
    }

    private static JsonObject NewCustomObjectField(Random random)
    {
        var name = CustomField(random);
        var field = new JsonObject { ["name"] = name, ["displayName"] = $"Label of {name}", ["dataType"] = random.Pick(CustomObjectField.DataTypes), ["isDedupeField"] = random.Chance(30) };
        if ((string?)field["dataType"] == CustomObjectField.LinkType)
        {
            var (target, key) = random.Pick([("lead", "id"), ("lead", "email"), ("company", "id"), (CustomObject(random), "marketoGUID"), (CustomObject(random), CustomField(random))]);
            field["relatedTo"] = new JsonObject { ["name"] = target, ["field"] = key };
        }
        return field;
    }

    private static JsonObject CustomObjectRecords(Random random)
    {
        var body = Input(random, 3, () =>
        {
            var record = new JsonObject();
            for (var i = random.Next(6); i >= 0; i--) record[CustomField(random)] = random.Chance(50) ? Id(random) : Key(random);
            if (random.Chance(10)) record["marketoGUID"] = Guid.NewGuid().ToString();
            return record;
        });
        if (random.Chance(20)) body[random.Pick(["dedupeBy", "deleteBy", "filterType"])] = random.Pick(["idField", "dedupeFields"]);
        if (random.Chance(20)) body["action"] = random.Pick(["createOrUpdate", "createOnly", "updateOnly"]);
        return body;
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
            _ when field.Values is not null => JsonValue.Create(Cookie(random)),
            _ => JsonValue.Create(random.Pick(["Ada", "Grace", "Żółć", "日本", "O'Neil", "x,y"])),
        };
    }

    private static long Id(Random random) => random.Next(1, 1_000);

    private static string Key(Random random) => $"key{random.Next(60)}";

    private static string Email(Random random) => $"fuzz{random.Next(Leads)}@x.test";

    private static string CustomType(Random random) => $"fuzzType{random.Next(14)}";

    private static string CustomObject(Random random) => $"fuzzObject{random.Next(4)}";

    private static string CustomField(Random random) => $"fuzzField{random.Next(25)}";
}
