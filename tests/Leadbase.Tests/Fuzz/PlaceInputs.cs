using System.Globalization;
using System.Text;
using Leadbase.Gateway;

namespace Leadbase.Tests.Fuzz;

/// <summary>Valid requests of folders, tokens, files, channels, tags and programs, and what clients make of their JSON parameters.</summary>
internal static class PlaceInputs
{
    private const string Path = "/rest/asset/v1/";

    private static readonly string[] Paths = ["folder", "file", "channel", "tagType", "program"];

    private static readonly string[] TokenTypes = ["date", "number", "rich text", "score", "sfdc campaign", "text", "Text"];

    private static readonly string[] TokenValues = ["2026-04-01", "12.5", "<b>Hi</b>", "7", "text", "{{my.Token 1}}", "-2147483648", "1e308"];

    /// <summary>JSON as it is in a form, whose members no parser of the API may trust.</summary>
    private static readonly string[] OddJson =
    [
        """{"id":"\ud800","type":"Folder"}""", """{"id":4001,"type":"\udc00"}""", """{"\ud800":1}""", """{"id":4001,"type":null}""", """{"id":1e2}""", """{"id":99999999999999999999}""",
        """{"id":-1,"type":"Program"}""", "[4001]", "[{}]", "{'id': 4001, 'type': u'Folder'}", "{'id': None}", "{id:4001}", "{", "\"4001\"", "null", "true", """{"id":4001,"id":4002}""",
        """[{"startDate":"\ud800","cost":1}]""", """[{"startDate":"2026-01-01","cost":1,"note":"\udc00"}]""", """[{"startDate":"2026-01-01","cost":1,"note":"\u0000"}]""",
        """[{"startDate":"2026-02-30","cost":1}]""", """[{"startDate":"2026-01-01","cost":1e400}]""", """[{"startDate":"2026-01-01","cost":9223372036854775807}]""",
        """[{"tagType":"\ud800","tagValue":"x"}]""", """[{"tagType":"Free","tagValue":"\u0000"}]""", """[{"tagType":"Free","tagValue":"\ud800"}]""", """[{"tagType":"Free","tagType":1}]""",
        new string('[', 17) + new string(']', 17), "[" + string.Join(',', Enumerable.Repeat("{}", 201)) + "]",
    ];

    private static readonly string[] FileNames =
    [
        "picture.png", "style.css", "notes", "a b.txt", "../../etc/passwd", "..", ".hidden", "x/y.js", "x\\y.js", "CON", "a%2fb", "a;b.html", "a\"b", "ünïcode.svg", "日本.pdf", "a\0b", "x.html\r\nX-Injected: 1",
        new string('n', 255), new string('n', 300),
    ];

    private static readonly string[] MimeTypes =
        ["image/png", "text/html", "TEXT/CSS; charset=x", "*/*", "image/*", "", ";", "text", "application/x-" + new string('m', 200), "text/html\t", "multipart/mixed; boundary=b", "é/ü"];

    /// <summary>An import file with some of each.</summary>
    public static string Assets => $$"""
        {"folders":[{{Each(id => $$"""{"id":{{id}},"name":"Place {{id}}"}""")}}],
         "channels":[{"id":4001,"name":"Fuzz Blast","applicableProgramType":"program","statuses":[{"name":"Member","step":10,"success":true}]},
                     {"id":4002,"name":"Fuzz Send","applicableProgramType":"email_batch","statuses":[{"name":"Sent","step":10,"success":true}]}],
         "tagTypes":[{"id":4001,"name":"Presenter","applicableProgramTypes":["program"],"allowableValues":["David","Dennis"]},
                     {"id":4002,"name":"Free","applicableProgramTypes":["program","email_batch"],"allowableValues":[]}],
         "programs":[{{Each(id => $$"""{"id":{{id}},"name":"Program {{id}}",{{KindOf(id)}},"folder":{"id":{{id}},"type":"Folder"},"tags":[{"tagType":"Free","tagValue":"x"}]}""")}}]}
        """;

    /// <summary>Whether an operation is one of them.</summary>
    public static bool Has(Operation operation) =>
        operation.Path.StartsWith(Path, StringComparison.Ordinal) && Array.Exists(Paths, p => operation.Path.AsSpan(Path.Length).StartsWith(p, StringComparison.Ordinal));

    /// <summary>Whether an operation takes a file.</summary>
    public static bool TakesFile(Operation operation) => operation.Body == BodyKind.Multipart && Has(operation);

    /// <summary>A value for the id of the path: what is deleted was made on the way, so that the first ones stay.</summary>
    public static string PathValue(Operation operation, Random random)
    {
        if (operation.Path.Contains("/file/", StringComparison.Ordinal)) return Number(random, 1, 60);
        var isMade = operation.Path.EndsWith("}/delete.json", StringComparison.Ordinal) || random.Chance(20);
        return isMade ? Number(random, 4009, 4100) : Number(random, 4001, 4009);
    }

    /// <summary>Parameters: those of the operation's family, the more likely the more need them.</summary>
    public static List<(string Name, string Value)> Parameters(Operation operation, Random random)
    {
        var list = new List<(string, string)>();
        if (operation.Method == "GET") AddQuery(list, operation, random);
        else if (operation.Path.Contains("tokens", StringComparison.Ordinal)) AddToken(list, random);
        else if (operation.Path.Contains("program", StringComparison.Ordinal)) AddProgram(list, operation, random);
        else if (operation.Path.Contains("file", StringComparison.Ordinal)) AddFile(list, random);
        else AddFolder(list, operation, random);
        return list;
    }

    /// <summary>A form with a file: its parts, and the end of it mostly.</summary>
    /// <param name="operation">Create File or Update File Content.</param>
    /// <param name="boundary">What is between the parts.</param>
    /// <param name="random">What decides.</param>
    public static string Upload(Operation operation, string boundary, Random random)
    {
        var form = new StringBuilder();
        foreach (var (name, value) in Parameters(operation, random)) Part($"name=\"{name}\"", null, random.Chance(4) ? Junk.Text(random) : value);
        for (var files = random.Chance(90) ? 1 : random.Pick([0, 2, 3]); files > 0; files--)
        {
            var (name, type) = (FileName(random), random.Chance(70) ? "image/png" : random.Pick(MimeTypes));
            Part($"name=\"{(random.Chance(95) ? "file" : Junk.Text(random))}\"; filename=\"{name}\"", type, random.Chance(90) ? new string('c', random.Next(1, 2_000)) : Junk.Text(random));
        }
        return random.Chance(4) ? form.ToString() : form.Append(CultureInfo.InvariantCulture, $"--{boundary}--\r\n").ToString();

        void Part(string disposition, string? type, string content)
        {
            form.Append(CultureInfo.InvariantCulture, $"--{boundary}\r\nContent-Disposition: form-data; {disposition}\r\n");
            if (type is not null) form.Append(CultureInfo.InvariantCulture, $"Content-Type: {type}\r\n");
            form.Append("\r\n").Append(content).Append("\r\n");
        }
    }

    private static void AddQuery(List<(string, string)> list, Operation operation, Random random)
    {
        var isProgram = operation.Path.Contains("program", StringComparison.Ordinal);
        Add(list, random, 90, "name", () => isProgram ? $"Program {Number(random, 4001, 4009)}" : random.Pick(["Place 4001", "Fuzz Blast", "Presenter", "picture.png", "%", "a b"]));
        Add(list, random, 60, operation.Path.Contains("token", StringComparison.Ordinal) ? "folderType" : "type", () => random.Pick(["Folder", "Program", "folder", "PROGRAM"]));
        Add(list, random, 20, "offset", () => random.Pick(["0", "1", "200", "2147483647", "9223372036854775807", "-1"]));
        Add(list, random, 20, "maxReturn", () => random.Pick(["1", "200", "201", "0"]));
        Add(list, random, 20, "maxDepth", () => random.Pick(["0", "1", "100", "9223372036854775807", "-1"]));
        Add(list, random, 20, "workSpace", () => random.Pick(["Default", "Vault", "default"]));
        Add(list, random, 40, isProgram ? "folder" : random.Pick(["root", "folder"]), () => Folder(random));
        if (!isProgram) return;
        Add(list, random, 90, "tagType", () => random.Pick(["Presenter", "Free", "free"]));
        Add(list, random, 90, "tagValue", () => random.Pick(["Dennis", "x"]));
        Add(list, random, 20, "status", () => random.Pick(["on", "off", "locked", "unlocked"]));
        Add(list, random, 20, "earliestUpdatedAt", () => random.Pick(["2017-01-01T00:00:00-05:00", "2017-01-01", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"]));
        Add(list, random, 20, "latestUpdatedAt", () => "2027-01-30T00:00:00-05:00");
        Add(list, random, 20, "filterType", () => random.Pick(["id", "programId", "folderId", "workspace"]));
        Add(list, random, 20, "filterValues", () => random.Pick(["4001,4002", "Default", "4001", "1,", "99999999999999999999"]));
        Add(list, random, 20, random.Pick(["includeTags", "includeCosts"]), () => random.Pick(["true", "1"]));
    }

    private static void AddFolder(List<(string, string)> list, Operation operation, Random random)
    {
        Add(list, random, 90, "name", () => NewName(random));
        Add(list, random, 95, operation.Path.EndsWith("s.json", StringComparison.Ordinal) ? "parent" : "folder", () => Folder(random));
        Add(list, random, 70, "type", () => random.Chance(90) ? "Folder" : "Program");
        Add(list, random, 30, "description", () => Description(random));
        Add(list, random, 20, "isArchive", () => random.Pick(["true", "false", "1", "yes"]));
    }

    private static void AddToken(List<(string, string)> list, Random random)
    {
        Add(list, random, 97, "name", () => random.Chance(85) ? $"Token {random.Next(12)}" : random.Pick(["{{my.x}}", "a:b", new string('t', 50), new string('t', 51)]));
        Add(list, random, 97, "type", () => random.Pick(TokenTypes));
        Add(list, random, 97, "value", () => random.Pick(TokenValues));
        Add(list, random, 97, "folderType", () => random.Pick(["Folder", "Program", "program"]));
    }

    private static void AddFile(List<(string, string)> list, Random random)
    {
        Add(list, random, 95, "name", () => FileName(random));
        Add(list, random, 95, "folder", () => random.Chance(85) ? random.Pick(["""{"id":27,"type":"Folder"}""", "27"]) : Folder(random));
        Add(list, random, 30, "description", () => Description(random));
        Add(list, random, 30, "insertOnly", () => random.Pick(["true", "false", "1", "maybe"]));
    }

    private static void AddProgram(List<(string, string)> list, Operation operation, Random random)
    {
        var isEmail = random.Chance(30);
        Add(list, random, 90, "name", () => NewName(random));
        if (!operation.Path.EndsWith("{id}.json", StringComparison.Ordinal)) Add(list, random, 95, "folder", () => Folder(random));
        Add(list, random, 90, "type", () => isEmail ? "Email" : random.Pick(["Default", "Default", "default", "program", "Event", "Engagement"]));
        Add(list, random, 90, "channel", () => isEmail ? "Fuzz Send" : "Fuzz Blast");
        Add(list, random, 30, "description", () => Description(random));
        Add(list, random, 30, "costs", () => Json(random, """[{"startDate":"2026-01-01","cost":2000,"note":"Spring"}]"""));
        Add(list, random, 20, "costsDestructiveUpdate", () => random.Pick(["true", "false", "1"]));
        Add(list, random, 30, "tags", () => Json(random, isEmail ? """[{"tagType":"Free","tagValue":"any"}]""" : """[{"tagType":"Presenter","tagValue":"David"}]"""));
        if (isEmail) Add(list, random, 50, "startDate", () => random.Pick(["2022-10-19T15:00:00.000Z", "2030-01-01T00:00:00Z", "2030-01-01", "0001-01-01T00:00:00+14:00"]));
        if (isEmail) Add(list, random, 50, "endDate", () => random.Pick(["2030-02-01T00:00:00Z", "9999-12-31T23:59:59-12:00"]));
    }

    /// <summary>A place as it is named: as JSON, as Python prints it, or by its bare id.</summary>
    private static string Folder(Random random)
    {
        var (id, type) = (Number(random, 4001, random.Chance(80) ? 4009 : 4100), random.Chance(85) ? "Folder" : "Program");
        return random.Pick([Json(random, $$"""{"id":{{id}},"type":"{{type}}"}"""), Json(random, $$"""{"id":{{id}},"type":"{{type}}"}"""), $"{{'id': {id}, 'type': u'{type}'}}", id]);
    }

    private static string Json(Random random, string valid) => random.Chance(80) ? valid : random.Pick(OddJson);

    private static string NewName(Random random) => random.Chance(90) ? $"Made {random.Next(3000)}" : random.Pick(["Place 4001", "Program 4001", "a/b", new string('n', 255), new string('n', 256)]);

    private static string FileName(Random random) => random.Chance(75) ? $"file{random.Next(40)}.png" : random.Pick(FileNames);

    private static string Description(Random random) => random.Pick(["What it is for", "", new string('d', 2000), new string('d', 2001)]);

    private static string KindOf(int id) => id % 2 == 0 ? "\"type\":\"email_batch\",\"channel\":\"Fuzz Send\"" : "\"type\":\"program\",\"channel\":\"Fuzz Blast\"";

    private static string Number(Random random, int from, int end) => random.Next(from, end).ToString(CultureInfo.InvariantCulture);

    private static string Each(Func<int, string> asset) => string.Join(',', Enumerable.Range(4001, 8).Select(asset));

    private static void Add(List<(string, string)> list, Random random, double percent, string name, Func<string> value)
    {
        if (random.Chance(percent)) list.Add((name, value()));
    }
}
