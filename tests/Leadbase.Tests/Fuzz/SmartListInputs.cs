using System.Globalization;
using Leadbase.Gateway;
using Leadbase.Tests.Http.SmartLists;
using static Leadbase.Tests.Http.SmartLists.SmartListSteps;

namespace Leadbase.Tests.Fuzz;

/// <summary>Valid requests of smart lists, smart campaigns, static lists and segmentations.</summary>
internal static class SmartListInputs
{
    private static readonly string[] Paths = ["/rest/asset/v1/smart", "/rest/asset/v1/staticList", "/rest/asset/v1/segmentation", "/rest/asset/v1/program/{programId}/smartList"];

    /// <summary>An import file with some of each.</summary>
    public static string Assets
    {
        get
        {
            var rules = Rules(Field("Job Title|contains|Director"), Filter("Not Visited Web Page", "Web Page|is|Home", "Date of Activity|in past|3 days")).ToJson();
            var trigger = $$"""{"type":"trigger","isRequestable":true,"rules":{{rules}},"flow":[{"name":"Send Alert"}]}""";
            return $$"""
                {"staticLists":[{{Each(id => $$"""{"id":{{id}},"name":"Static {{id}}"}""")}}],
                 "smartLists":[{{Each(id => $$"""{"id":{{id}},"name":"Smart {{id}}","rules":{{rules}}}""")}}],
                 "smartCampaigns":[{{Each(id => $$"""{"id":{{id}},"name":"Campaign {{id}}",{{trigger[1..]}}""")}}]}
                """;
        }
    }

    /// <summary>Whether an operation is one of them.</summary>
    public static bool Has(Operation operation) => Array.Exists(Paths, p => operation.Path.StartsWith(p, StringComparison.Ordinal));

    /// <summary>A value for the id of the path: what is deleted was made on the way, so that the first ones stay.</summary>
    public static string PathValue(Operation operation, Random random)
    {
        var isMade = operation.Path.EndsWith("/delete.json", StringComparison.Ordinal) || random.Chance(20);
        return (isMade ? random.Next(3009, 3050) : random.Next(3001, 3009)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Parameters: whatever any of the operations takes.</summary>
    public static List<(string Name, string Value)> Parameters(Operation operation, Random random)
    {
        var list = new List<(string, string)>();
        Add(80, "name", () => random.Chance(30) ? "Static 3001" : $"Name {random.Next(1000)}");
        Add(30, "description", () => "What it is for");
        Add(70, "folder", () => operation.Path.Contains("smartList", StringComparison.Ordinal) ? "32" : operation.Path.Contains("static", StringComparison.Ordinal) ? """{"id":31,"type":"Folder"}""" : "4");
        Add(40, "includeRules", () => random.Pick(["true", "false", "1"]));
        Add(10, "isActive", () => "true");
        if (operation.Method == "GET") Add(10, "maxReturn", () => random.Next(1, 200).ToString(CultureInfo.InvariantCulture));
        return list;

        void Add(double percent, string name, Func<string> value)
        {
            if (random.Chance(percent)) list.Add((name, value()));
        }
    }

    private static string Each(Func<int, string> asset) => string.Join(',', Enumerable.Range(3001, 8).Select(asset));
}
