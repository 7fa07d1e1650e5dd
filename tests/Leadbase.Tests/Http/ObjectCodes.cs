using static Leadbase.Tests.Http.CodeScenario;

namespace Leadbase.Tests.Http;

/// <summary>The codes of the operations that every other object type has alike.</summary>
internal static class ObjectCodes
{
    private static readonly Kind[] Kinds =
    [
        new("Companies", "DeleteCompanies", "Companies", "/rest/v1/companies", "\"externalCompanyId\":\"KEY\"") { HasSalesPerson = true },
        new("SalesPersons", "DeleteSalesPerson", "SalesPerson", "/rest/v1/salespersons", "\"externalSalesPersonId\":\"KEY\""),
        new("Opportunities", "DeleteOpportunities", "Opportunities", "/rest/v1/opportunities", "\"externalOpportunityId\":\"KEY\",\"name\":\"O\"") { HasSalesPerson = true, QueryHasBody = true },
        new("OpportunityRoles", "DeleteOpportunityRoles", "OpportunityRoles", "/rest/v1/opportunities/roles", "\"externalOpportunityId\":\"known\",\"leadId\":1,\"role\":\"KEY\"") { QueryHasBody = true, OfNobody = """{"externalOpportunityId":"known","leadId":99999,"role":"new"}""" },
        new("NamedAccounts", "DeleteNamedAccounts", "NamedAccounts", "/rest/v1/namedaccounts", "\"name\":\"KEY\"") { IsOfCrm = false },
        new("NamedAccountLists", "DeleteNamedAccountLists", "NamedAccountLists", "/rest/v1/namedAccountLists", "\"name\":\"KEY\"") { IsOfCrm = false },
        new("CustomObjects", "DeleteCustomObjects", "CustomObjects", "/rest/v1/customobjects/known", "\"key\":\"KEY\"") { IsOfCrm = false, QueryHasBody = true, OfNobody = """{"key":"new","leadID":99999}""" },
    ];

    /// <summary>One record of each kind that the scenarios take for existing, in an order in which they can be created.</summary>
    public static IEnumerable<(string Path, string Record)> Known => Kinds.Select(k => (k.Path + ".json", k.Record("known")));

    public static CodeScenario[] All =>
    [
        .. Kinds.SelectMany(Query), .. Kinds.SelectMany(Sync), .. Kinds.SelectMany(Delete),
        .. Fields("Company", "companies"), .. Fields("Opportunity", "opportunities"), .. Fields("NamedAccount", "namedaccounts"),
        .. ListMembers,
    ];

    private static IEnumerable<CodeScenario> Query(Kind kind)
    {
        var (operation, path) = ($"get{kind.Get}UsingGET", kind.Path + ".json");
        yield return Get(operation, "1001", path + "?filterType=idField&filterValues=1&batchSize=x");
        yield return Get(operation, "1002", path);
        yield return Get(operation, "1003", path + "?filterType=idField&filterValues=1&nextPageToken=x");
        yield return Get(operation, "1006", path + "?filterType=nothing&filterValues=1");
        yield return Get(operation, "1011", path + "?filterType=createdAt&filterValues=1");
        if (!kind.QueryHasBody) yield break;
        foreach (var body in Bodies(operation, path + "?_method=GET")) yield return body;
    }

    private static IEnumerable<CodeScenario> Sync(Kind kind)
    {
        var (operation, path) = ($"sync{kind.Sync}UsingPOST", kind.Path + ".json");
        foreach (var body in Bodies(operation, path)) yield return body;
        yield return Post(operation, "1001", path, """{"action":5,"input":[{}]}""");
        yield return Post(operation, "1002", path, "{}");
        yield return Post(operation, "1003", path, """{"action":"upsert","input":[{}]}""");
        yield return Post(operation, "1006", path, """{"input":[{"nothing":1}]}""");
        yield return Post(operation, "1011", path, """{"input":[{"createdAt":"2020-01-01"}]}""");
        yield return Post(operation, "1013", path, $$"""{"action":"updateOnly","input":[{{kind.Record("unknown")}}]}""");
        yield return Post(operation, "1017", path, $$"""{"action":"createOnly","input":[{{kind.Record("known")}}]}""");
        yield return Post(operation, "1036", path, $$"""{"action":"updateOnly","input":[{{kind.Record("unknown")}},{{kind.Record("unknown")}}]}""");
        if (kind.HasSalesPerson) yield return Post(operation, "718", path, $$"""{"input":[{{kind.Record("new", ",\"externalSalesPersonId\":\"nobody\"")}}]}""");
        if (kind.OfNobody is { } record) yield return Post(operation, "1004", path, $$"""{"input":[{{record}}]}""");
        if (kind.IsOfCrm) yield return UnderCrm(Post(operation, "1018", path, $$"""{"input":[{{kind.Record("new")}}]}"""));
    }

    private static IEnumerable<CodeScenario> Delete(Kind kind)
    {
        var (operation, path) = ($"{char.ToLowerInvariant(kind.Delete[0])}{kind.Delete[1..]}UsingPOST", kind.Path + "/delete.json");
        foreach (var body in Bodies(operation, path)) yield return body;
        yield return Post(operation, "1001", path, """{"deleteBy":5,"input":[{}]}""");
        yield return Post(operation, "1002", path, "{}");
        yield return Post(operation, "1003", path, """{"deleteBy":"name","input":[{}]}""");
        yield return Post(operation, "1006", path, """{"input":[{"nothing":1}]}""");
        yield return Post(operation, "1013", path, $$"""{"input":[{{kind.Record("unknown")}}]}""");
        if (kind.IsOfCrm) yield return UnderCrm(Post(operation, "1018", path, $$"""{"input":[{{kind.Record("known")}}]}"""));
    }

    private static IEnumerable<CodeScenario> Fields(string name, string path) =>
    [
        Get($"get{name}FieldByNameUsingGET", "1006", $"/rest/v1/{path}/schema/fields/nothing.json"),
        Get($"get{name}FieldsUsingGET", "1001", $"/rest/v1/{path}/schema/fields.json?batchSize=x"),
        Get($"get{name}FieldsUsingGET", "1003", $"/rest/v1/{path}/schema/fields.json?nextPageToken=x"),
    ];

    private static IEnumerable<CodeScenario> ListMembers =>
    [
        Member("getNamedAccountListMembersUsingGET", "1001", "?batchSize=x"),
        Member("getNamedAccountListMembersUsingGET", "1003", "?nextPageToken=x"),
        Member("getNamedAccountListMembersUsingGET", "1006", "?fields=nothing"),
        Get("getNamedAccountListMembersUsingGET", "1013", "/rest/v1/namedAccountList/nothing/namedAccounts.json"),
        .. MemberChanges("addNamedAccountListMembersUsingPOST", "namedAccounts.json"),
        .. MemberChanges("removeNamedAccountListMembersUsingPOST", "namedAccounts/remove.json"),
    ];

    private static IEnumerable<CodeScenario> MemberChanges(string operation, string path) =>
    [
        .. Bodies(operation, $"/rest/v1/namedAccountList/any/{path}"),
        Post(operation, "1001", $"/rest/v1/namedAccountList/any/{path}", """{"input":5}"""),
        Post(operation, "1002", $"/rest/v1/namedAccountList/any/{path}", "{}"),
        Post(operation, "1003", $"/rest/v1/namedAccountList/any/{path}", $$"""{"input":[{{string.Join(',', Enumerable.Repeat("{}", 301))}}]}"""),
        new(operation, "1006", async p => await p.Api.PostAsync($"{await KnownListAsync(p)}/{path}", """{"input":[{"nothing":1}]}""")),
        Post(operation, "1013", $"/rest/v1/namedAccountList/nothing/{path}", """{"input":[{"marketoGUID":"a"}]}"""),
    ];

    private static CodeScenario Member(string operation, string code, string query) =>
        new(operation, code, async p => await p.Api.GetAsync($"{await KnownListAsync(p)}/namedAccounts.json{query}"));

    private static async Task<string> KnownListAsync(CodeServers.Prepared prepared)
    {
        var found = await prepared.Api.GetAsync("/rest/v1/namedAccountLists.json?filterType=name&filterValues=known");
        return $"/rest/v1/namedAccountList/{found.Result[0].GetProperty("marketoGUID").GetString()}";
    }

    private static CodeScenario UnderCrm(CodeScenario scenario) => scenario.With(s => s with { Features = s.Features with { NativeCrmSync = true } });

    /// <summary>An object type: the words of its operation ids, its path, the members of a record with KEY in them, and what is particular to it.</summary>
    private sealed record Kind(string Sync, string Delete, string Get, string Path, string Members)
    {
        public bool HasSalesPerson { get; init; }

        /// <summary>A record that names a lead which does not exist; null for an object that names none.</summary>
        public string? OfNobody { get; init; }

        public bool QueryHasBody { get; init; }

        public bool IsOfCrm { get; init; } = true;

        public string Record(string key, string more = "") => $"{{{Members.Replace("KEY", key, StringComparison.Ordinal)}{more}}}";
    }
}
