using Leadbase.Tests.Http.Marketing;
using static Leadbase.Tests.Http.CodeScenario;

namespace Leadbase.Tests.Http;

/// <summary>The codes of Push Lead and Submit Form.</summary>
internal static class EntryCodes
{
    private const string PushPath = "/rest/v1/leads/push.json";
    private const string SubmitPath = "/rest/v1/leads/submitForm.json";

    public static readonly CodeScenario[] All =
    [
        .. Bodies("pushToMarketoUsingPOST", PushPath),
        Push("718", """{"email":"new@x.com","externalSalesPersonId":"nobody"}"""),
        Push("1001", """{"email":"no email"}"""),
        Push("1002", """{"firstName":"no key"}"""),
        Push("1003", """{"id":1,"email":"new@x.com"}"""),
        Push("1004", """{"mktToken":"any"}""", ",\"lookupField\":\"mktToken\""),
        Push("1006", """{"email":"one@x.com","nothing":1}"""),
        Push("1007", """{"email":"two@x.com"}"""),
        new("pushToMarketoUsingPOST", "1008", p => p.Europe.PostAsync(PushPath, PushOf("""{"email":"one@x.com"}"""))),
        new("pushToMarketoUsingPOST", "1009", p => p.Europe.PostAsync(PushPath, PushOf("""{"email":"new@x.com"}"""))),
        new("pushToMarketoUsingPOST", "1010", p => p.Europe.PostAsync(PushPath, PushOf("""{"email":"one@x.com"}""", ",\"partitionName\":\"Europe\""))),
        Push("1011", """{"email":"one@x.com","createdAt":"2020-01-01"}"""),
        Push("1012", """{"email":"one@x.com","cookies":"x"}"""),
        Post("pushToMarketoUsingPOST", "1013", PushPath, """{"programName":"Nothing","input":[{"email":"one@x.com"}]}"""),
        Push("1021", """{"email":"one@x.com","company":"C"}"""),
        Push("1025", """{"email":"one@x.com"}""", ",\"programStatus\":\"Lost\""),

        .. Bodies("SubmitFormUsingPOST", SubmitPath),
        Submit("718", """{"email":"new@x.com","externalSalesPersonId":"nobody"}"""),
        Submit("1001", """{"email":"no email"}"""),
        Submit("1002", """{"firstName":"no key"}"""),
        Submit("1003", """{"email":"one@x.com","EMAIL":"one@x.com"}"""),
        Submit("1006", """{"email":"one@x.com","title":"T"}"""),
        Submit("1007", """{"email":"two@x.com"}"""),
        new("SubmitFormUsingPOST", "1008", p => p.Europe.PostAsync(SubmitPath, SubmitOf("""{"email":"one@x.com"}"""))),
        new("SubmitFormUsingPOST", "1009", p => p.Europe.PostAsync(SubmitPath, SubmitOf("""{"email":"new@x.com"}"""))),
        Submit("1011", """{"email":"one@x.com","createdAt":"2020-01-01"}"""),
        Submit("1012", """{"email":"one@x.com"}""", ",\"cookie\":\"x\""),
        Post("SubmitFormUsingPOST", "1013", SubmitPath, """{"formId":99999,"input":[{"leadFormFields":{"email":"one@x.com"}}]}"""),
        Submit("1021", """{"email":"one@x.com","company":"C"}"""),
    ];

    /// <summary>The program and the form of the scenarios; every workspace reaches them.</summary>
    public static async Task PlantAsync(TestServer server)
    {
        await server.AddPlainProgramAsync("Program", workspace: null);
        await server.AddFormAsync("Form", null, null, "email", "firstName", "company", "createdAt", "externalSalesPersonId");
    }

    private static CodeScenario Push(string code, string record, string more = "") => Post("pushToMarketoUsingPOST", code, PushPath, PushOf(record, more));

    private static CodeScenario Submit(string code, string fields, string more = "") => Post("SubmitFormUsingPOST", code, SubmitPath, SubmitOf(fields, more));

    private static string PushOf(string record, string more = "") => $$"""{"programName":"Program"{{more}},"input":[{{record}}]}""";

    // The first form has the first id that is given.
    private static string SubmitOf(string fields, string more = "") => $$$"""{"formId":1001,"input":[{"leadFormFields":{{{fields}}}{{{more}}}}]}""";
}
