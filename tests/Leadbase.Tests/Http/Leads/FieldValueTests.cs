using System.Text;
using System.Text.Json;
using CsCheck;

namespace Leadbase.Tests.Http.Leads;

/// <summary>"Field Types": what Sync Leads takes for a value of each type, and how it reads back; the same on both databases.</summary>
public sealed class FieldValueTests
{
    private const string Null = "null";

    /// <summary>Per type: the JSON that is sent, and the JSON that is read back, or the code with which the record is skipped.</summary>
    private static readonly Dictionary<string, (string Sent, string Outcome)[]> Table = new()
    {
        ["string"] =
        [
            Same("\"text\""), Same("\" kept \""), Same("\"   \""), ("\"\"", Null), (Null, Null), ("10", "\"10\""), ("10.50", "\"10.50\""), ("true", "\"true\""),
            Same(Repeat("a", 255)), (Repeat("a", 256), "1003"), Same(Repeat("é", 255)), (Repeat("é", 256), "1003"), Same(Repeat("😀", 255)), (Repeat("😀", 256), "1003"),
            Same("\"שלום עולם\""), Same("\"مرحبا\""), Same("\"e\u0301\""), Same("\"\u200d\ufeff\""), Same("\"a\\nb\\tc\""), Same("\"'; drop table lead; --\""),
            ("\"a\\u0000b\"", "1001"), ("{}", "1001"), ("[]", "1001"), ("[\"a\"]", "1001"),
        ],
        ["email"] =
        [
            Same("\"A.b+c@Example.com\""), ("\" a@b.c \"", "\"a@b.c\""), ("\"\"", Null), Same("\"a@b\""), ("\"no\"", "1001"), ("\"@b\"", "1001"), ("\"a@\"", "1001"), ("\"a@b@c\"", "1001"),
            ("\"a b@c.d\"", "1001"), ("\"é@c.d\"", "1001"), ("\"a@ü.de\"", "1001"), ("\"   \"", "1001"), ("5", "1001"), (Repeat("a", 252, "@b.c"), "1003"), Same(Repeat("a", 251, "@b.c")),
        ],
        ["phone"] = [Same("\"111-111-1111\""), Same("\"+49 (0) 30 / 1234 ext. 5\""), ("5551234", "\"5551234\""), (Repeat("1", 256), "1003")],
        ["url"] = [Same("\"http://example.com/?a=b&c=<d>\""), Same("\"www.example.com\""), (Repeat("u", 256), "1003")],
        ["text"] =
        [
            Same(Repeat("a", 30_000)), (Repeat("a", 30_001), "1003"), Same(Repeat("é", 15_000)), (Repeat("é", 15_001), "1003"), Same(Repeat("😀", 7_500)), (Repeat("😀", 7_501), "1003"),
            ("\"a\\u0000\"", "1001"), Same("\"line\\nline\""),
        ],
        ["integer"] = [.. Integers()],
        ["score"] = [.. Integers()],
        ["percent"] = [.. Integers(), ("\"30%\"", "1001")],
        ["reference"] = [Same("5"), ("\"5\"", "5"), Same("0"), ("-1", "1001"), Same("9223372036854775807"), ("9223372036854775808", "1001"), ("\"x\"", "1001")],
        ["float"] = [.. Floats()],
        ["currency"] = [.. Floats(), ("\"$5\"", "1001"), ("\"1604.47\"", "1604.47")],
        ["boolean"] =
        [
            Same("true"), Same("false"), ("\"true\"", "true"), ("\"FALSE\"", "false"), ("1", "true"), ("0", "false"), ("\"1\"", "true"), ("\"0\"", "false"), ("\"Yes\"", "true"), ("\"no\"", "false"),
            ("2", "1001"), ("\"maybe\"", "1001"), ("\"t\"", "1001"), ("\"\"", Null), ("[]", "1001"),
        ],
        ["date"] =
        [
            Same("\"2010-05-07\""), Same("\"2012-02-29\""), Same("\"0001-01-01\""), Same("\"9999-12-31\""), ("\"2010-05-07T23:41:32-05:00\"", "\"2010-05-07\""), ("\"2010-05-07 15:41:32\"", "\"2010-05-07\""),
            ("\"2010-5-7\"", "1001"), ("\"2011-02-29\"", "1001"), ("\"07/05/2010\"", "1001"), ("\"2010-05-07x\"", "1001"), ("20100507", "1001"), ("true", "1001"), ("\"\"", Null),
        ],
        ["datetime"] =
        [
            Same("\"2010-05-07T20:41:32Z\""), ("\"2010-05-07T15:41:32-05:00\"", "\"2010-05-07T20:41:32Z\""), ("\"2010-05-07T15:41:32-0500\"", "\"2010-05-07T20:41:32Z\""),
            ("\"2010-05-07T20:41:32Z+0000\"", "\"2010-05-07T20:41:32Z\""), ("\"2010-05-07T20:41:32.999Z\"", "\"2010-05-07T20:41:32Z\""), ("\"2010-05-07T20:41Z\"", "\"2010-05-07T20:41:00Z\""),
            ("\"2010-05-07T12:00:00\"", "\"2010-05-07T17:00:00Z\""), ("\"2010-01-07T12:00:00\"", "\"2010-01-07T18:00:00Z\""), ("\"2010-05-07\"", "\"2010-05-07T05:00:00Z\""),
            ("\"2010-03-14T02:30:00\"", "\"2010-03-14T08:30:00Z\""), ("\"2010-03-14T03:00:00\"", "\"2010-03-14T08:00:00Z\""), ("\"2010-11-07T01:30:00\"", "\"2010-11-07T07:30:00Z\""),
            Same("\"1969-12-31T23:59:59Z\""), ("\"1969-12-31T23:59:59.5Z\"", "\"1969-12-31T23:59:59Z\""), Same("\"0001-01-01T00:00:00Z\""), Same("\"9999-12-31T23:59:59Z\""),
            ("\"2010-05-07T24:00:00Z\"", "1001"), ("\"2010-05-07T20:41:60Z\"", "1001"), ("\"2010-13-07T20:41:00Z\"", "1001"),
            ("\"yesterday\"", "1001"), ("1273264892", "1001"), ("true", "1001"), ("\"\"", Null),
        ],
    };

    public static IEnumerable<TheoryDataRow<DatabaseKind, string>> Types => EveryDatabase.With(Table.Keys);

    [Theory, MemberData(nameof(Types))]
    public async Task Values_of_a_type_are_taken_and_read_back_as_the_table_says(DatabaseKind database, string type)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var field = await FieldOfAsync(server.Api, type);
        var wrong = new List<string>();
        foreach (var (sent, expected) in Table[type])
        {
            var reply = await server.Api.PostAsync("/rest/v1/leads.json", $$"""{"action":"createDuplicate","input":[{"{{field}}":{{sent}}}]}""");
            var outcome = Assert.Single(reply.Outcomes);
            var actual = outcome == "created" ? await server.Api.ValueAsync(reply.Ids()[0], field) : outcome["skipped ".Length..];
            if (!SameJson(expected, actual)) wrong.Add($"{Cut(sent)} gave {Cut(actual)} and not {Cut(expected)}");
        }

        Assert.Empty(wrong);
    }

    [Theory, OnEveryDatabase]
    public async Task A_moment_that_the_time_zone_moves_beyond_the_calendar_is_refused(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        object[] late = [new { emailSuspendedAt = "9999-12-31T23:59:59" }], early = [new { emailSuspendedAt = "0001-01-01T00:00:00" }];

        Assert.Equal(["skipped 1001"], (await server.Api.SyncAsync(late, "createDuplicate")).Outcomes);
        await server.Server.Catalogue.SetAsync(server.Instance, server.Instance.Settings with { TimeZone = "Asia/Tokyo" });
        Assert.Equal(["skipped 1001"], (await server.Api.SyncAsync(early, "createDuplicate")).Outcomes);
        Assert.Equal(["created"], (await server.Api.SyncAsync(late, "createDuplicate")).Outcomes);
    }

    [Theory, OnEveryDatabase]
    public async Task Half_a_surrogate_pair_and_bytes_that_are_no_text_are_no_json(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);

        foreach (var text in (string[])["\\ud83d", "\\ude00", "\\ude00\\ud83d", "a\\ud83d\\u0041"])
        {
            Assert.Equal("609", (await server.Api.PostAsync("/rest/v1/leads.json", $$"""{"input":[{"email":"a@x.com","title":"{{text}}"}]}""")).Code);
        }
        using var bytes = new HttpRequestMessage(HttpMethod.Post, "/rest/v1/leads.json") { Content = new ByteArrayContent([.. "{\"input\":[{\"title\":\""u8, 0xff, .. "\"}]}"u8]) };
        bytes.Content.Headers.ContentType = new("application/json");
        Assert.Equal("609", (await server.Api.SendAsync(bytes)).Code);
        Assert.Equal(0, await server.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task Any_text_that_is_taken_reads_back_equal(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var rune = Gen.OneOf(Gen.Int[0x20, 0x7e], Gen.Int[1, 0xd7ff], Gen.Int[0xe000, 0xffff], Gen.Int[0x10000, 0x10ffff]);
        var texts = rune.Array[1, 40].Select(runes => string.Concat(runes.Select(r => new Rune(r).ToString()))).Array[100];

        await texts.SampleAsync(async sent =>
        {
            var ids = await server.Api.CreateManyAsync(sent.Length, i => new { title = sent[i] });
            var read = await server.Api.FindAsync("id", string.Join(',', ids), "&fields=title");
            Assert.Equal(sent, read.Result.Select(r => r.GetProperty("title").GetString()));
        }, iter: 3, threads: 1);
    }

    [Theory, OnEveryDatabase]
    public async Task Any_number_that_is_taken_reads_back_equal(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.AddFieldAsync("real", "float");
        var numbers = Gen.Select(Gen.Int, Gen.Double.Where(double.IsFinite)).Array[100];

        await numbers.SampleAsync(async sent =>
        {
            var ids = await server.Api.CreateManyAsync(sent.Length, i => new { leadScore = sent[i].Item1, real = sent[i].Item2 });
            var read = await server.Api.FindAsync("id", string.Join(',', ids), "&fields=leadScore,real");
            Assert.Equal(sent, read.Result.Select(r => (r.GetProperty("leadScore").GetInt32(), r.GetProperty("real").GetDouble())));
        }, iter: 3, threads: 1);
    }

    private static async Task<string> FieldOfAsync(ApiClient api, string type)
    {
        if (type is "text") return "address";
        if (type is "reference") return "acquisitionProgramId";
        await api.AddFieldAsync("f_" + type, type);
        return "f_" + type;
    }

    private static IEnumerable<(string, string)> Integers() =>
    [
        Same("10"), ("\"10\"", "10"), ("\"10.0\"", "10"), ("10.0", "10"), ("10.5", "1001"), ("\" 10 \"", "10"), ("-0", "0"), Same("-5"), ("\"+5\"", "5"), ("\"ten\"", "1001"), ("true", "1001"),
        Same("2147483647"), ("2147483648", "1001"), Same("-2147483648"), ("-2147483649", "1001"), ("99999999999999999999999999999999999", "1001"), ("\"1,000\"", "1001"), ("\"\"", Null), (Null, Null), ("{}", "1001"),
    ];

    private static IEnumerable<(string, string)> Floats() =>
    [
        Same("10.4"), ("\"10.4\"", "10.4"), ("10.40", "10.4"), Same("0.1"), ("1e3", "1000"), ("-0.0", "0"), Same("-2.5"), ("\"NaN\"", "1001"), ("\"Infinity\"", "1001"), ("1e400", "1001"),
        ("\"1,000.5\"", "1001"), ("\"abc\"", "1001"), ("true", "1001"), ("1.7976931348623157E308", "1.7976931348623157E+308"), ("5E-324", "5E-324"), ("\"\"", Null),
    ];

    private static (string, string) Same(string json) => (json, json);

    private static string Repeat(string text, int count, string end = "") => $"\"{string.Concat(Enumerable.Repeat(text, count))}{end}\"";

    private static bool SameJson(string expected, string actual) => expected == actual
        || (expected.StartsWith('"') && actual.StartsWith('"') && JsonSerializer.Deserialize<string>(expected) == JsonSerializer.Deserialize<string>(actual));

    private static string Cut(string text) => text.Length <= 60 ? text : $"{text[..50]}… ({text.Length})";
}
