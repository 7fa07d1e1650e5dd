using System.Globalization;
using System.Text.Json.Nodes;
using Leadbase.Gateway;
using Leadbase.Tests.Http.Assets.Emails;

namespace Leadbase.Tests.Fuzz;

/// <summary>Valid requests of emails and their templates.</summary>
internal static class EmailInputs
{
    private static readonly string[] Ids = ["above", "text", "picture", "film", "piece", "one", "two", "spare", "more", "one2", "two2", "box", "back", "label", "size", "1", "2", "body"];

    private static readonly string[] Markup =
    [
        EmailSteps.Plain, EmailSteps.Modular, "<p class='mktEditable' id='body'>{{lead.First Name:default=you}}</p>", "<b>{{my.a}}{{system.date}}${label}</b>",
        "<table class=mktoContainer id=box><tr class=mktoModule id=one><td class=mktoText id=text></table>", "<!--", "<div", "<script>", "<textarea>", "</div></div>", "",
    ];

    /// <summary>Templates, emails and a segmentation that are there.</summary>
    public static JsonObject Assets => new()
    {
        ["segmentations"] = new JsonArray(new JsonObject { ["id"] = 1001, ["name"] = "Area", ["segments"] = new JsonArray(Segment(1, "Near"), Segment(2, "Default")) }),
        ["emailTemplates"] = new JsonArray([.. Enumerable.Range(1001, 4).Select(id => new JsonObject { ["id"] = id, ["name"] = $"Template {id}", ["html"] = EmailSteps.Modular })]),
        ["emails"] = new JsonArray([.. Enumerable.Range(1001, 12).Select(id => new JsonObject
        {
            ["id"] = id, ["name"] = $"Email {id}", ["html"] = EmailSteps.Modular, ["template"] = id % 3 == 0 ? null : 1001, ["subject"] = new JsonObject { ["text"] = "Hello" },
        })]),
    };

    /// <summary>Whether an operation is one of them.</summary>
    public static bool Has(Operation operation) => operation.Path.StartsWith("/rest/asset/v1/email", StringComparison.Ordinal);

    /// <summary>A value for a parameter of the path.</summary>
    public static string PathValue(Operation operation, string name, Random random)
    {
        if (name != "id") return random.Pick(Ids);
        // What is deleted was made on the way, so that the first ones stay.
        var isMade = operation.Path.EndsWith("/delete.json", StringComparison.Ordinal) || random.Chance(20);
        return (isMade ? random.Next(1013, 1050) : random.Next(1001, 1014)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Parameters: whatever any of the operations takes, the more likely the more need it.</summary>
    public static List<(string Name, string Value)> Parameters(Operation operation, Random random)
    {
        var list = new List<(string, string)>();
        Add(70, "name", () => random.Chance(40) ? random.Pick(Ids) : $"Name {random.Next(1000)}");
        Add(60, "value", () => random.Pick([.. Markup, "1001", "#00ff00", "15", "Text", "https://youtu.be/x", """{"segmentation":1001,"default":"x"}"""]));
        Add(50, "type", () => random.Pick(["Text", "Text", "HTML", "DynamicContent", "Snippet", "Image", "Video"]));
        Add(40, "moduleId", () => random.Pick(Ids));
        Add(40, "index", () => random.Next(5).ToString(CultureInfo.InvariantCulture));
        Add(40, "segment", () => random.Pick(["Near", "Default", "2"]));
        Add(40, "emailAddress", () => "a@b.c");
        Add(20, "leadId", () => random.Next(1, 300).ToString(CultureInfo.InvariantCulture));
        Add(30, "positions", () => random.Chance(80) ? """[{"index":0,"moduleId":"one"},{"index":1,"moduleId":"two"}]""" : """[{index":0,"moduleId":"\ud800"}]""");
        foreach (var header in (string[])["subject", "fromName", "fromEmail", "replyTO"]) Add(20, header, () => random.Pick(["Hi", """{"type":"Text","value":"a@b.c"}""", """{"type":"DynamicContent","value":1001}"""]));
        foreach (var flag in (string[])["operational", "published", "textOnly", "webView", "autoCopyToText", "overWrite"]) Add(5, flag, () => random.Pick(["true", "false", "1"]));
        if (operation.Method == "GET") Add(20, "status", () => random.Pick(["draft", "approved"]));
        if (operation.Path.EndsWith("s.json", StringComparison.Ordinal) || operation.Path.Contains("/clone", StringComparison.Ordinal))
        {
            Add(95, "folder", () => operation.Path.Contains("emailTemplate", StringComparison.Ordinal) ? "22" : """{"id":21,"type":"Folder"}""");
        }
        Add(40, "template", () => random.Next(1001, 1006).ToString(CultureInfo.InvariantCulture));
        if (operation.Body == BodyKind.Multipart) Add(95, "content", () => random.Pick(Markup));
        return list;

        void Add(double percent, string name, Func<string> value)
        {
            if (random.Chance(percent)) list.Add((name, value()));
        }
    }

    private static JsonObject Segment(int id, string name) => new() { ["id"] = id, ["name"] = name };
}
