using static Leadbase.Tests.Http.CodeScenario;

namespace Leadbase.Tests.Http;

/// <summary>The codes of the operations on leads, their fields and partitions.</summary>
internal static class LeadCodes
{
    private const string Sync = "/rest/v1/leads.json";
    private const string Delete = "/rest/v1/leads/delete.json";
    private const string Fields = "/rest/v1/leads/schema/fields.json";
    private const string Code = "/rest/v1/leads/schema/fields/code.json";
    private const string Partitions = "/rest/v1/leads/partitions.json";
    private const string Merge = "/rest/v1/leads/1/merge.json";
    private const string Cookie = "cookie=id:287-GTJ-838%26token:_mch-marketo.com-1396310362214-46169";
    private static readonly string TooMany = $$"""{"input":[{{string.Join(',', Enumerable.Repeat("{\"id\":1}", 301))}}]}""";

    public static readonly CodeScenario[] All =
    [
        Get("getLeadByIdUsingGET", "1001", "/rest/v1/lead/x.json"),
        Get("getLeadByIdUsingGET", "1006", "/rest/v1/lead/1.json?fields=nothing"),

        Get("getLeadsByFilterUsingGET", "1001", Sync + "?filterType=id&filterValues=x"),
        Get("getLeadsByFilterUsingGET", "1002", Sync + "?filterType=id"),
        Get("getLeadsByFilterUsingGET", "1003", Sync + "?filterType=id&filterValues=1&nextPageToken=x"),
        Get("getLeadsByFilterUsingGET", "1006", Sync + "?filterType=nothing&filterValues=1"),
        Get("getLeadsByFilterUsingGET", "1011", Sync + "?filterType=firstName&filterValues=1"),
        Get("getLeadsByFilterUsingGET", "1012", Sync + "?filterType=cookies&filterValues=x"),

        .. Bodies("syncLeadUsingPOST", Sync),
        Post("syncLeadUsingPOST", "718", Sync, """{"input":[{"email":"new@x.com","externalSalesPersonId":"nobody"}]}"""),
        Post("syncLeadUsingPOST", "1001", Sync, """{"input":[{"email":"no email"}]}"""),
        Post("syncLeadUsingPOST", "1002", Sync, """{"input":[{"firstName":"no key"}]}"""),
        Post("syncLeadUsingPOST", "1003", Sync, """{"action":"createOnly","input":[{"id":1,"email":"new@x.com"}]}"""),
        Post("syncLeadUsingPOST", "1004", Sync, """{"action":"updateOnly","input":[{"email":"nobody@x.com"}]}"""),
        Post("syncLeadUsingPOST", "1005", Sync, """{"action":"createOnly","input":[{"email":"one@x.com"}]}"""),
        Post("syncLeadUsingPOST", "1006", Sync, """{"input":[{"email":"one@x.com","nothing":1}]}"""),
        Post("syncLeadUsingPOST", "1007", Sync, """{"input":[{"email":"two@x.com"}]}"""),
        new("syncLeadUsingPOST", "1008", p => p.Europe.SyncAsync([new { email = "one@x.com" }])),
        new("syncLeadUsingPOST", "1009", p => p.Europe.SyncAsync([new { email = "new@x.com" }])),
        new("syncLeadUsingPOST", "1010", p => p.Europe.SyncAsync([new { email = "one@x.com" }], partitionName: "Europe")),
        Post("syncLeadUsingPOST", "1011", Sync, """{"input":[{"email":"one@x.com","createdAt":"2020-01-01"}]}"""),
        Post("syncLeadUsingPOST", "1012", Sync, """{"input":[{"email":"one@x.com","cookies":"x"}]}"""),
        Post("syncLeadUsingPOST", "1021", Sync, """{"input":[{"email":"one@x.com","company":"C"}]}"""),

        .. Bodies("deleteLeadsUsingPOST", Delete),
        Post("deleteLeadsUsingPOST", "1001", Delete, """{"input":[{"id":"x"}]}"""),
        Post("deleteLeadsUsingPOST", "1002", Delete, "{}"),
        Post("deleteLeadsUsingPOST", "1003", Delete, TooMany),
        Post("deleteLeadsUsingPOST", "1004", Delete, """{"input":[{"id":99999}]}"""),
        new("deleteLeadsUsingPOST", "1008", p => p.Europe.PostAsync(Delete, """{"input":[{"id":1}]}""")),

        Post("associateLeadUsingPOST", "1001", "/rest/v1/leads/x/associate.json?" + Cookie, "{}"),
        Post("associateLeadUsingPOST", "1002", "/rest/v1/leads/1/associate.json", "{}"),
        Post("associateLeadUsingPOST", "1004", "/rest/v1/leads/99999/associate.json?" + Cookie, "{}"),
        new("associateLeadUsingPOST", "1008", p => p.Europe.PostAsync("/rest/v1/leads/1/associate.json?" + Cookie, null)),
        Post("associateLeadUsingPOST", "1012", "/rest/v1/leads/1/associate.json?cookie=x", "{}"),

        Post("mergeLeadsUsingPOST", "1001", Merge + "?leadId=x", "{}"),
        Post("mergeLeadsUsingPOST", "1002", Merge, "{}"),
        Post("mergeLeadsUsingPOST", "1003", Merge + "?leadId=1", "{}"),
        Post("mergeLeadsUsingPOST", "1004", Merge + "?leadId=99999", "{}"),
        new("mergeLeadsUsingPOST", "1008", p => p.Europe.PostAsync(Merge + "?leadId=2", null)),
        Post("mergeLeadsUsingPOST", "1080", Merge + "?leadIds=" + string.Join(',', Enumerable.Range(2, 26)), "{}"),

        Get("getLeadFieldByNameUsingGET", "1006", "/rest/v1/leads/schema/fields/nothing.json"),

        .. Bodies("updateLeadFieldUsingPOST", Code),
        Post("updateLeadFieldUsingPOST", "1001", Code, """{"input":[{"isHidden":"x"}]}"""),
        Post("updateLeadFieldUsingPOST", "1002", Code, "{}"),
        Post("updateLeadFieldUsingPOST", "1003", Code, """{"input":[{"dataType":"string"}]}"""),
        Post("updateLeadFieldUsingPOST", "1006", "/rest/v1/leads/schema/fields/nothing.json", """{"input":[{"isHidden":true}]}"""),
        Post("updateLeadFieldUsingPOST", "1017", Code, """{"input":[{"displayName":"Email Address"}]}"""),

        Get("getLeadFieldsUsingGET", "1001", Fields + "?batchSize=x"),
        Get("getLeadFieldsUsingGET", "1003", Fields + "?nextPageToken=x"),

        .. Bodies("createLeadFieldUsingPOST", Fields),
        Post("createLeadFieldUsingPOST", "1001", Fields, """{"input":[{"name":5}]}"""),
        Post("createLeadFieldUsingPOST", "1002", Fields, """{"input":[{"name":"a"}]}"""),
        Post("createLeadFieldUsingPOST", "1003", Fields, """{"input":[{"name":"a b","displayName":"A","dataType":"string"}]}"""),
        Post("createLeadFieldUsingPOST", "1017", Fields, """{"input":[{"name":"code","displayName":"A","dataType":"string"}]}"""),
        Post("createLeadFieldUsingPOST", "1028", Fields, """{"input":[{"name":"more","displayName":"More","dataType":"string"}]}""")
            .With(s => s with { Limits = s.Limits with { CustomFieldsPerObject = 1 } }),

        .. Bodies("updatePartitionsUsingPOST", Partitions),
        Post("updatePartitionsUsingPOST", "1001", Partitions, """{"input":[{"id":"x","partitionName":"Default"}]}"""),
        Post("updatePartitionsUsingPOST", "1002", Partitions, """{"input":[{"id":1}]}"""),
        Post("updatePartitionsUsingPOST", "1003", Partitions, """{"input":[{"id":1,"partitionName":"Nowhere"}]}"""),
        Post("updatePartitionsUsingPOST", "1004", Partitions, """{"input":[{"id":99999,"partitionName":"Default"}]}"""),
        Post("updatePartitionsUsingPOST", "1008", Partitions, """{"input":[{"id":1,"partitionName":"Europe"}]}"""),
    ];
}
