using Leadbase.Tests.Http.Programs;
using static Leadbase.Tests.Http.CodeScenario;

namespace Leadbase.Tests.Http;

/// <summary>The codes of the operations on program members, their fields, and memberships.</summary>
internal static class ProgramCodes
{
    private const string Members = "/rest/v1/programs/1100/members.json";
    private const string Unknown = "/rest/v1/programs/99999/members.json";
    private const string Status = "/rest/v1/programs/1100/members/status.json";
    private const string Delete = "/rest/v1/programs/1100/members/delete.json";
    private const string Leads = "/rest/v1/leads/programs/1100.json";
    private const string LeadStatus = "/rest/v1/leads/programs/1100/status.json";
    private const string Programs = "/rest/v1/leads/1/programMembership.json";
    private const string Fields = "/rest/v1/programs/members/schema/fields.json";
    private const string Code = "/rest/v1/programs/members/schema/fields/lunch.json";

    public static readonly CodeScenario[] All =
    [
        Get("getProgramMembersUsingGET", "1001", Members + "?filterType=leadId&filterValues=x"),
        Get("getProgramMembersUsingGET", "1002", Members),
        Get("getProgramMembersUsingGET", "1003", Members + "?filterType=updatedAt&startAt=2026-01-01T00:00:00Z&endAt=2026-02-01T00:00:00Z"),
        Get("getProgramMembersUsingGET", "1006", Members + "?filterType=nothing&filterValues=1"),
        Get("getProgramMembersUsingGET", "1011", Members + "?filterType=program&filterValues=1"),
        Get("getProgramMembersUsingGET", "1013", Unknown + "?filterType=leadId&filterValues=1"),

        .. Changes("syncProgramMemberStatusUsingPOST", Status, "\"statusName\":\"Invited\",", "leadId"),
        Post("syncProgramMemberStatusUsingPOST", "1025", Status, """{"statusName":"Nowhere","input":[{"leadId":1}]}"""),
        Post("syncProgramMemberStatusUsingPOST", "1037", Status, """{"statusName":"Invited","input":[{"leadId":1}]}"""),

        .. Changes("changeLeadProgramStatusUsingPOST", LeadStatus, "\"status\":\"Invited\",", "id"),
        Post("changeLeadProgramStatusUsingPOST", "1025", LeadStatus, """{"status":"Nowhere","input":[{"id":1}]}"""),
        Post("changeLeadProgramStatusUsingPOST", "1037", LeadStatus, """{"status":"Invited","input":[{"id":1}]}"""),

        .. Changes("deleteProgramMemberUsingPOST", Delete, "", "leadId"),
        Post("deleteProgramMemberUsingPOST", "1037", Delete, """{"input":[{"leadId":2}]}"""),

        .. Changes("syncProgramMemberDataUsingPOST", Members, "", "leadId"),
        Post("syncProgramMemberDataUsingPOST", "1006", Members, """{"input":[{"leadId":1,"nothing":1}]}"""),
        Post("syncProgramMemberDataUsingPOST", "1011", Members, """{"input":[{"leadId":1,"statusName":"Invited"}]}"""),

        Get("getLeadsByProgramIdUsingGET", "1001", Leads + "?batchSize=x"),
        Get("getLeadsByProgramIdUsingGET", "1003", Leads + "?nextPageToken=x"),
        Get("getLeadsByProgramIdUsingGET", "1006", Leads + "?fields=nothing"),
        Get("getLeadsByProgramIdUsingGET", "1013", "/rest/v1/leads/programs/99999.json"),

        Get("getProgramMembershipUsingGET", "1001", Programs + "?latestUpdatedAt=x"),
        Get("getProgramMembershipUsingGET", "1002", Programs + "?filterType=programId"),
        Get("getProgramMembershipUsingGET", "1003", Programs + "?nextPageToken=x"),
        Get("getProgramMembershipUsingGET", "1004", "/rest/v1/leads/99999/programMembership.json"),

        Get("getProgramMemberFieldByNameUsingGET", "1006", "/rest/v1/programs/members/schema/fields/nothing.json"),
        Get("getProgramMemberFieldsUsingGET", "1001", Fields + "?batchSize=x"),
        Get("getProgramMemberFieldsUsingGET", "1003", Fields + "?nextPageToken=x"),

        .. Bodies("updateProgramMemberFieldUsingPOST", Code),
        Post("updateProgramMemberFieldUsingPOST", "1001", Code, """{"input":[{"isHidden":"x"}]}"""),
        Post("updateProgramMemberFieldUsingPOST", "1002", Code, "{}"),
        Post("updateProgramMemberFieldUsingPOST", "1003", Code, """{"input":[{"dataType":"string"}]}"""),
        Post("updateProgramMemberFieldUsingPOST", "1006", "/rest/v1/programs/members/schema/fields/nothing.json", """{"input":[{"isHidden":true}]}"""),
        Post("updateProgramMemberFieldUsingPOST", "1017", Code, """{"input":[{"displayName":"Status"}]}"""),

        .. Bodies("createProgramMemberFieldUsingPOST", Fields),
        Post("createProgramMemberFieldUsingPOST", "1001", Fields, """{"input":[{"name":5}]}"""),
        Post("createProgramMemberFieldUsingPOST", "1002", Fields, """{"input":[{"name":"a"}]}"""),
        Post("createProgramMemberFieldUsingPOST", "1003", Fields, """{"input":[{"name":"a b","displayName":"A","dataType":"string"}]}"""),
        Post("createProgramMemberFieldUsingPOST", "1017", Fields, """{"input":[{"name":"lunch","displayName":"A","dataType":"string"}]}"""),
        Post("createProgramMemberFieldUsingPOST", "1028", Fields, """{"input":[{"name":"more","displayName":"More","dataType":"string"}]}""")
            .With(s => s with { Limits = s.Limits with { CustomFieldsPerObject = 1 } }),
    ];

    /// <summary>Makes what the scenarios take for existing: a program of which lead 1 is a member, and a custom field.</summary>
    public static async Task PrepareAsync(TestServer server)
    {
        var program = await server.AddProgramAsync(id: 1100);
        await server.Api.AddMemberFieldAsync("lunch", "string");
        Assert.Equal(["created"], (await server.Api.SetStatusAsync(program, "Attended", 1)).Outcomes);
    }

    /// <summary>What every change of members answers alike.</summary>
    private static IEnumerable<CodeScenario> Changes(string operation, string path, string members, string lead) =>
    [
        .. Bodies(operation, path),
        Post(operation, "1001", path, $$"""{{{members}}"input":[{"{{lead}}":"x"}]}"""),
        Post(operation, "1002", path, $$"""{{{members}}"input":[]}"""),
        Post(operation, "1003", path, $$"""{{{members}}"input":[{{string.Join(',', Enumerable.Repeat("{}", 301))}}]}"""),
        Post(operation, "1004", path, $$"""{{{members}}"input":[{"{{lead}}":99999}]}"""),
        new(operation, "1008", p => p.Europe.PostAsync(path, $$"""{{{members}}"input":[{"{{lead}}":1}]}""")),
        Post(operation, "1013", path.Replace("1100", "99999", StringComparison.Ordinal), $$"""{{{members}}"input":[{"{{lead}}":1}]}"""),
    ];
}
