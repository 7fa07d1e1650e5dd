using System.Globalization;
using Leadbase.Gateway;

namespace Leadbase.Tests.Fuzz;

/// <summary>Valid requests of forms.</summary>
internal static class FormInputs
{
    /// <summary>The forms that are there besides the one that is filled in.</summary>
    private const int First = 1002, There = 8;

    private const string Set = "group";

    private static readonly string[] Fields = ["FirstName", "firstName", "LastName", "Email", "Salutation", "phone", "Company", Set, "Profiling"];
    private static readonly string[] Others = ["City", "Fax", "Title", "NumberOfEmployees", "AnnualRevenue", "State", "leadScore", "unsubscribed", "dateOfBirth"];

    /// <summary>Arrangements: all parts of a form, some, and in sets.</summary>
    private static readonly string[] Positions =
    [
        """[{"fieldName":"FirstName","rowNumber":0,"columnNumber":0},{"fieldName":"LastName","rowNumber":0,"columnNumber":1},{"fieldName":"Email","rowNumber":1,"columnNumber":0},{"fieldName":"salutation","rowNumber":2,"columnNumber":0},{"fieldName":"group","rowNumber":3,"columnNumber":0,"fieldList":[{"fieldName":"phone","rowNumber":0,"columnNumber":0}]}]""",
        """[{"fieldName":"Email","rowNumber":"9","columnNumber":"2"}]""",
        """[{"fieldName":"group","rowNumber":0,"columnNumber":0,"fieldList":[{"fieldName":"group","rowNumber":0,"columnNumber":0,"fieldList":[]}]}]""",
        """[{"fieldName":"Profiling","rowNumber":0,"columnNumber":0,"fieldList":[{"fieldName":"Email","rowNumber":0,"columnNumber":0}]}]""",
    ];

    private static readonly string[] Visibility =
    [
        """{"ruleType":"show","rules":[{"subjectField":"Email","operator":"is","values":["a@b.c"],"altLabel":"Other","pickListValues":[{"label":"A","value":"a","isDefault":true}]}]}""",
        """{"ruleType":"hide","rules":[{"subjectField":"LastName","operator":"isNotEmpty"},{"subjectField":"FirstName","operator":"between","values":"1,5"}]}""",
        """{"ruleType":"alwaysShow"}""",
    ];

    private static readonly string[] ThankYou =
    [
        """[{"followupType":"none","default":true}]""",
        """[{"followupType":"url","followupValue":"https://example.com/thanks?a=b","default":true},{"followupType":"lp","followupValue":1001,"operator":"contains","subjectField":"Email","values":["@"],"default":false}]""",
        """[{"followupType":"url","followupValue":"example.com","operator":"greaterThan","subjectField":"LastName","values":["3"]}]""",
    ];

    private static readonly string[] Choices = ["""[{"label":"Select...","value":"","isDefault":true},{"label":"MR","value":"MR"}]""", """["a","b"]""", """[{"value":1,"selected":"true"}]"""];

    /// <summary>An import file of forms with a set of fields.</summary>
    public static string Assets
    {
        get
        {
            var fields = $$"""[{"id":"firstName"},{"id":"lastName"},{"id":"email","required":true},{"id":"salutation"},{"id":"{{Set}}","dataType":"fieldset","label":"More"},{"id":"phone","set":"{{Set}}"}]""";
            var forms = Enumerable.Range(First, There).Select(id => $$"""{"id":{{id}},"name":"Form {{id}}","fields":{{fields}}}""");
            return $$"""{"forms":[{{string.Join(',', forms)}}]}""";
        }
    }

    /// <summary>Whether an operation is one of them.</summary>
    public static bool Has(Operation operation) => operation.Path.StartsWith("/rest/asset/v1/form", StringComparison.Ordinal);

    /// <summary>A value for a parameter of the path: what is deleted was made on the way, so that the first ones stay.</summary>
    public static string PathValue(Operation operation, string name, Random random)
    {
        if (name == "fieldSetId") return random.Chance(90) ? Set : "Profiling";
        if (name == "fieldId") return operation.Path.Contains("/fieldSet/", StringComparison.Ordinal) ? random.Pick(["phone", "Phone", "Fax"]) : random.Pick(Fields);
        // Who wants to arrange all parts of a form has to know them: two forms keep theirs.
        if (operation.Path.EndsWith("/reArrange.json", StringComparison.Ordinal)) return random.Next(First, First + 2).ToString(CultureInfo.InvariantCulture);
        var isMade = operation.Path.EndsWith("{id}/delete.json", StringComparison.Ordinal) || random.Chance(20);
        return (isMade ? random.Next(First + There, 1040) : random.Next(First + 2, First + There)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Parameters: whatever any of the operations takes.</summary>
    public static List<(string Name, string Value)> Parameters(Operation operation, Random random)
    {
        var list = new List<(string, string)>();
        Add(93, "name", () => random.Chance(30) ? $"Form {First}" : $"Name {random.Next(10_000)}");
        Add(93, "folder", () => random.Pick(["25", """{"id":25,"type":"Folder"}""", $$"""{"id":{{Seeds.Program}},"type":"Program"}"""]));
        Add(80, "fieldId", () => random.Chance(80) ? random.Pick(Others) : random.Pick(Fields));
        Add(60, "label", () => random.Pick(["Label:", "<b>x</b>", Junk.Text(random)]));
        Add(80, "text", () => random.Pick(["<div>Fancy</div>", "<p>{{lead.First Name}}", "<script>", "<!--", "<a href='x'"]));
        Add(90, "positions", () => Junk.Json(random.Chance(50) ? Positions[0] : random.Pick(Positions), random));
        Add(90, "visibilityRule", () => Junk.Json(random.Pick(Visibility), random));
        Add(90, "thankyou", () => Junk.Json(random.Pick(ThankYou), random));
        Add(30, "values", () => random.Chance(80) ? Junk.Json(random.Pick(Choices), random) : "a,b,,c");
        Add(15, "knownVisitor", () => Junk.Json("""{"type":"custom","template":"<p>Hello {{lead.First Name}}</p>"}""", random));
        Add(20, "fieldType", () => random.Pick(["picklist", "text", "radio", "checkbox", "number", "range", "hidden", "single_checkbox"]));
        foreach (var text in (string[])["description", "defaultValue", "validationMessage", "hintText", "instructions", "maskInput", "theme", "labelPosition", "fontFamily", "fontSize", "customCss", "waitingLabel", "buttonStyle"])
        {
            Add(10, text, () => random.Pick(["Text", "left", "12px", "}</style>", Junk.Text(random)]));
        }
        foreach (var number in (string[])["fieldWidth", "labelWidth", "maxLength", "visibleLines", "blankFields", "minValue", "maxValue", "buttonPosition"]) Add(10, number, () => random.Pick(["1", "12", "255", "1.5", Junk.Text(random)]));
        foreach (var flag in (string[])["required", "formPrefill", "labelToRight", "multiSelect", "initiallyChecked", "isSensitive", "progressiveProfiling"]) Add(8, flag, () => random.Pick(["true", "false", "1"]));
        Add(10, "language", () => random.Pick(["French", "english", "Klingon"]));
        Add(10, "locale", () => random.Pick(["fr_FR", "x"]));
        if (operation.Method == "GET") Add(20, "status", () => random.Pick(["draft", "approved"]));
        return list;

        void Add(double percent, string name, Func<string> value)
        {
            if (random.Chance(percent)) list.Add((name, value()));
        }
    }
}
