using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leadbase.Gateway;

namespace Leadbase.Tests.Fuzz;

/// <summary>Values that have broken programs before, and ways to put them into JSON.</summary>
internal static class Junk
{
    private static readonly string Deep = new string('[', 200) + new string(']', 200);

    /// <summary>Texts, for any place where a text may stand.</summary>
    private static readonly string[] Texts =
    [
        "", " ", ",", ",,,", "0", "-1", "1", "01", "+1", "1.0", "1.5", "1e3", "1e999", "-0", "2147483647", "2147483648", "-2147483649",
        "9223372036854775807", "9223372036854775808", "-9223372036854775809", "123456789012345678901234567890", "NaN", "Infinity", "0x10", "٣",
        "null", "true", "undefined", "[object Object]", "{}", "[]", "\0", "a\0b", "\u0001\u001f\u007f", "\r\nX-Injected: 1", "\u2028\u2029\ufeff", "\uffff",
        "'", "''", "\"", "\\", "\\u0000", "%", "_", "' or '1'='1", "'; drop table lead; --", "\"; drop schema public cascade; --", "$1", "$$", "@p0", ":id", "?",
        "1) or (1=1", "x' union select secret from service --", "{0}", "{{7*7}}", "${jndi:ldap://x}", "%s%n", "$(id)", "`id`", "; cat /etc/passwd", "| ls",
        "../../../etc/passwd", "..\\..\\x", "/etc/passwd", "file:///etc/passwd", "<script>alert(1)</script>", "<!DOCTYPE html>", "<![CDATA[x]]>",
        "<!ENTITY x SYSTEM 'file:///x'>", "健司 さくら", "Zoë Ünal 🚀👩‍💻", "e\u0301\u0302\u0303", "\u202eabc", "İıſß", "K\u212a",
        "a@b", "@", "a@@b", "a b@c", "A@B.C", "é@x.test",
        "2015-02-29", "2016-02-29", "0000-00-00", "0001-01-01", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "10000-01-01",
        "2015-08-24T20:17:23Z+0000", "2015-08-24T25:61:61Z", "2015-03-08T02:30:00", "2015-11-01T01:30:00", "1969-12-31T23:59:59-14:00", "2015-08-24T20:17:23+99:99",
        "24/08/2015", "now", "-2015-01-01", "2015-W35",
        "id", "email", "Id", "EMAIL", "_changedAt", "leadPartitionId", "rowid", "oid", "ctid", "sqlite_master",
        "createOnly", "updateOnly", "createDuplicate", "Default", "Vault", "application/json", "GET", "DELETE", "admin", "constructor", "__proto__",
        new('a', 255), new('a', 256), new('é', 300), new('x', 70_000),
    ];

    /// <summary>JSON values as they are written; all of them are JSON, some no .NET text or number.</summary>
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1.5", "1e2", "1e308", "1e309", "-1e999", "1E-400", "-0", "-0.0", "2147483648", "9223372036854775807", "9223372036854775808",
        "-9223372036854775809", "123456789012345678901234567890123456789012345678901234567890", "0.1e-7", "[]", "{}", "[null]", "[[]]", "[{}]",
        "{\"\":null}", "{\"a\":{\"b\":[1]}}", "\"\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83d\\ude80\"", "\"\\ud83dx\"",
        Deep, "[{\"a\":[{\"a\":[{\"a\":[]}]}]}]", "{\"id\":1,\"id\":2}", "{\"\\ud800\":1}",
    ];

    private static readonly string[] Broken =
    [
        "", "NaN", "Infinity", "undefined", "'x'", "01", "+1", ".5", "1.", "tru", "\"", "\"\\x\"", "\"\\u12\"", "[", "{", "]", "}",
        "[1,]", "{\"a\":1,}", "{a:1}", "// x", "/* x */ 1", "\"\n\"", "\"\0\"",
    ];

    public static string Text(Random random) => random.Pick(Texts);

    public static T Pick<T>(this Random random, IReadOnlyList<T> list) => list[random.Next(list.Count)];

    /// <summary>Whether something happens that does so in so many percent of cases.</summary>
    public static bool Chance(this Random random, double percent) => random.NextDouble() * 100 < percent;

    /// <summary>What a text is as JSON, or else the text itself.</summary>
    public static JsonNode? Node(string text)
    {
        try
        {
            return JsonInput.Parse(text, maxDepth: 16) is null ? JsonValue.Create(text) : JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    /// <summary>JSON as a parameter carries it: mostly as it is, or with glitches, or with the quotes of Python.</summary>
    public static string Json(string json, Random random)
    {
        var text = new StringBuilder();
        Write(text, JsonNode.Parse(json), random, random.Pick([0, 0, 2, 8]));
        return random.Chance(5) ? text.Replace('"', '\'').ToString() : text.ToString();
    }

    /// <summary>Writes JSON with a glitch at about so many percent of its values and members.</summary>
    public static void Write(StringBuilder json, JsonNode? node, Random random, double percent)
    {
        if (random.Chance(percent))
        {
            Glitch(json, random);
            return;
        }
        switch (node)
        {
            case JsonObject members: WriteMembers(json, members, random, percent); break;
            case JsonArray elements: WriteElements(json, elements, random, percent); break;
            default: json.Append(node?.ToJsonString() ?? "null"); break;
        }
    }

    private static void WriteMembers(StringBuilder json, JsonObject members, Random random, double percent)
    {
        json.Append('{');
        var separator = "";
        foreach (var (name, value) in members)
        {
            var copies = random.Chance(percent / 2) ? random.Pick([0, 2, 2]) : 1;
            for (; copies > 0; copies--)
            {
                json.Append(separator).Append(JsonSerializer.Serialize(random.Chance(percent / 2) ? Text(random) : name)).Append(':');
                Write(json, value, random, percent);
                separator = ",";
            }
        }
        json.Append('}');
    }

    private static void WriteElements(StringBuilder json, JsonArray elements, Random random, double percent)
    {
        json.Append('[');
        for (var i = 0; i < elements.Count; i++)
        {
            if (i > 0) json.Append(',');
            Write(json, elements[i], random, percent);
        }
        json.Append(']');
    }

    private static void Glitch(StringBuilder json, Random random)
    {
        if (random.Chance(8)) json.Append(random.Pick(Broken));
        else if (random.Chance(50)) json.Append(random.Pick(Values));
        else json.Append(JsonSerializer.Serialize(Text(random)));
    }
}
