using Leadbase.Tests.Http.Assets;
using static Leadbase.Tests.Http.CodeScenario;

namespace Leadbase.Tests.Http;

/// <summary>The codes of forms, besides those of their life.</summary>
internal static class FormCodes
{
    private const string Item = "/rest/asset/v1/form";

    public static CodeScenario[] All =>
    [
        Get("getAllFieldsUsingGET", "1001", $"{Item}/fields.json?maxReturn=x"),
        Get("getAllProgramMemberFieldsUsingGET", "1001", $"{Item}/programMemberFields.json?offset=-1"),
        Get("getFormFieldByFormVidUsingGET", "1001", $"{Item}/x/fields.json"),
        Get("getThankYouPageByIdUsingGET", "1001", $"{Item}/x/thankYouPage.json"),
        Get("getFormUsedByUsingGET", "1001", $"{Item}/x/usedBy.json"),
        .. Change("addFieldToAFormUsingPOST", "fields", blank: true, [("fieldId", "nothing")], [("fieldId", "Phone"), ("maxLength", "x")]),
        .. Change("updateFormFieldUsingPOST", "field/Email", blank: false, [("label", new string('x', 2001))], [("required", "x")]),
        .. Change("deleteFormFieldUsingPOST", "field/nothing/delete", blank: false, [], null),
        .. Change("deleteFormFieldFromFieldSetUsingPOST", "fieldSet/nothing/field/Email/delete", blank: false, [], null),
        .. Change("addFieldSetUsingPOST", "fieldSet", blank: true, [("label", new string('x', 2001))], null),
        .. Change("addRichTextFieldUsingPOST", "richText", blank: true, [("text", "<script>1</script>")], null),
        .. Change("updateFieldPositionsUsingPOST", "reArrange", blank: true, [("positions", "[]")], [("positions", "{}")]),
        .. Change("addFormFieldVisibilityRuleUsingPOST", "field/Email/visibility", blank: true, [("visibilityRule", """{"ruleType":"show","rules":[{"subjectField":"x","operator":"is","values":[]}]}""")], [("visibilityRule", "x")]),
        .. Change("updateThankYouPageByIdUsingPOST", "thankYouPage", blank: true, [("thankyou", """[{"followupType":"none","default":true},{"followupType":"none","default":true}]""")], [("thankyou", "{}")]),
        .. Change("updateFormSubmitButtonUsingPOST", "submitButton", blank: false, [("label", new string('x', 256))], [("buttonPosition", "x")]),
    ];

    private static IEnumerable<CodeScenario> Change(string operation, string step, bool blank, (string, string)[] refused, (string, string)[]? malformed)
    {
        if (blank) yield return Form(operation, "701", step);
        yield return new(operation, "702", p => p.Api.PostFormAsync($"{Item}/99999/{step}.json"));
        yield return Form(operation, "709", step, refused);
        yield return malformed is null ? new(operation, "1001", p => p.Api.PostFormAsync($"{Item}/x/{step}.json")) : Form(operation, "1001", step, malformed);
    }

    private static CodeScenario Form(string operation, string code, string step, params (string, string)[] fields) => new(operation, code, async p =>
        await p.Api.PostFormAsync($"{Item}/{await LifecycleSample.Of("form").NewAsync(p.Api, LifecycleCodes.New())}/{step}.json", fields));
}
