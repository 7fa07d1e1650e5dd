using System.Globalization;
using System.Text.Json;
using Leadbase.Records.Leads;
using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Cli;

/// <summary><c>leadbase import activities</c>, beside a running server.</summary>
public sealed class ImportActivitiesTests
{
    private const string Cookie = "id:287-GTJ-838&token:_mch-marketo.com-1396310362214-46169";

    [Theory, OnEveryDatabase]
    public async Task Lines_are_imported_by_id_email_and_cookie_and_read_through_the_api(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (a, b) = (await server.Api.CreateAsync(new { email = "a@x.com" }), await server.Api.CreateAsync(new { email = "B@x.com" }));
        await server.Api.PostAsync($"/rest/v1/leads/{b}/associate.json?cookie=id:1%26token:known", null);

        var printed = await ImportAsync(server, $$$"""
            {"leadId":{{{a}}},"activityTypeId":1,"activityDate":"2020-01-02T03:04:05Z","primaryAttributeValueId":71,"primaryAttributeValue":"page.html","attributes":{"user agent":"Mozilla","Client IP Address":"10.0.19.252","Personalized URL":true}}

            {"email":"b@X.com","activityTypeId":10,"activityDate":"2020-01-02T03:04:06","attributes":[{"name":"Step ID","value":5}],"id":102988,"marketoGUID":"102988"}
            {"cookie":"id:1&token:known","activityTypeId":1,"activityDate":"2020-01-02T03:04:07Z"}
            {"cookie":"{{{Cookie}}}","activityTypeId":1,"activityDate":"2020-01-02T03:04:08Z","primaryAttributeValue":"Żółć"}
            """);

        Assert.Equal(("", 0), (printed.Error, printed.ExitCode));
        Assert.Equal("""{"read":4,"imported":3,"anonymous":1,"skipped":0}""", Compact(printed.Output));
        var page = await ActivitiesAsync(server);
        Assert.Equal([(a, 1, "2020-01-02T03:04:05Z"), (b, 10, "2020-01-02T09:04:06Z"), (b, 1, "2020-01-02T03:04:07Z")], page.Select(x => (
            x.GetProperty("leadId").GetInt64(), x.GetProperty("activityTypeId").GetInt32(), x.GetProperty("activityDate").GetString()!)));
        Assert.Equal(
            """[{"name":"Client IP Address","value":"10.0.19.252"},{"name":"Personalized URL","value":true},{"name":"User Agent","value":"Mozilla"}]""",
            page[0].GetProperty("attributes").GetRawText());
        Assert.Equal((71, "page.html"), (page[0].GetProperty("primaryAttributeValueId").GetInt32(), page[0].GetProperty("primaryAttributeValue").GetString()));

        await server.Api.PostAsync($"/rest/v1/leads/{a}/associate.json?cookie={Uri.EscapeDataString(Cookie)}", null);
        Assert.Equal((a, "Żółć"), ((await ActivitiesAsync(server))[^1].GetProperty("leadId").GetInt64(), (await ActivitiesAsync(server))[^1].GetProperty("primaryAttributeValue").GetString()));
    }

    [Theory, OnEveryDatabase]
    public async Task Nothing_is_imported_when_one_line_is_wrong_unless_it_may_be_skipped(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { email = "a@x.com" });
        await server.Api.CreateManyAsync(2, _ => new { email = "two@x.com" });
        var before = (await server.LogAsync()).Count;
        var key = $"\"leadId\":{id},\"activityDate\":\"2020-01-02\"";
        (string Line, string Problem)[] wrong =
        [
            ("{", "not a JSON object"), ("5", "not an object"), ("{" + key + """,more":1}""", "not a JSON object"), ("{" + key + ""","more":1}""", "unknown member 'more'"),
            ("{" + key + "}", "'activityTypeId' is missing"), ("{" + key + ""","activityTypeId":"1"}""", "'activityTypeId' is not a whole number"),
            ("{" + key + ""","activityTypeId":9999}""", "there is no activity type 9999"),
            ("""{"activityTypeId":1,"activityDate":"2020-01-02"}""", "exactly one of 'leadId', 'email' and 'cookie' says whose it is"),
            ("{" + key + ""","activityTypeId":1,"email":"a@x.com"}""", "exactly one of 'leadId', 'email' and 'cookie' says whose it is"),
            ($$"""{"leadId":{{id}},"activityTypeId":1}""", "'activityDate' is missing"),
            ($$"""{"leadId":{{id}},"activityTypeId":1,"activityDate":"soon"}""", "'soon' is not a date and time, as 2026-01-02T03:04:05Z is"),
            ("""{"leadId":99999,"activityTypeId":1,"activityDate":"2020-01-02"}""", "there is no lead 99999"),
            ("""{"email":"nobody@x.com","activityTypeId":1,"activityDate":"2020-01-02"}""", "no lead has the email 'nobody@x.com'"),
            ("""{"email":"two@x.com","activityTypeId":1,"activityDate":"2020-01-02"}""", "several leads have the email 'two@x.com'"),
            ("""{"cookie":"x","activityTypeId":1,"activityDate":"2020-01-02"}""", "'x' is not a cookie, as id:123-ABC-456&token:_mch-example.com-1396310362214-46169 is"),
            ("{" + key + ""","activityTypeId":1,"attributes":{"Weather":"fine"}}""", "'Visit Webpage' has no attribute 'Weather'"),
            ("{" + key + ""","activityTypeId":1,"attributes":{"User Agent":1,"user agent":2}}""", "the attribute 'user agent' is given twice"),
            ("{" + key + ""","activityTypeId":1,"attributes":"x"}""", "'attributes' is neither an object nor a list of name and value"),
            ("{" + key + ""","activityTypeId":10,"attributes":{"Step ID":"x"}}""", "'x' is not a value of the attribute 'Step ID', which is of type integer"),
            ("{" + key + ""","activityTypeId":1,"primaryAttributeValue":"a\u0000"}""", "'primaryAttributeValue' has the character U+0000"),
        ];
        var good = "{" + key + ""","activityTypeId":1}""";
        var file = string.Join('\n', wrong.Select(w => w.Line).Append(good));

        var printed = await ImportAsync(server, file);
        Assert.Equal(("", 1), (printed.Output, printed.ExitCode));
        var told = printed.Error.Trim().Split('\n');
        // What a line says is known before whose it is, which is looked up for many at once.
        Assert.Equal(wrong.Select((w, i) => $"Line {i + 1}: {w.Problem}.").Order(StringComparer.Ordinal), told[..^1].Order(StringComparer.Ordinal));
        Assert.Equal("Nothing was imported; --skip-invalid leaves such records out.", told[^1]);
        Assert.Equal(before, (await server.LogAsync()).Count);

        printed = await ImportAsync(server, file, "--skip-invalid");
        Assert.Equal(0, printed.ExitCode);
        Assert.Equal("""{"read":21,"imported":1,"anonymous":0,"skipped":20}""", Compact(printed.Output));
        Assert.Equal(20, printed.Error.Trim().Split('\n').Length);
        Assert.Equal(before + 1, (await server.LogAsync()).Count);
    }

    [Theory, OnEveryDatabase]
    public async Task An_array_is_imported_too_and_its_problems_are_told_by_number(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { email = "a@x.com" });
        var one = $$"""{"leadId":{{id}},"activityTypeId":1,"activityDate":"2020-01-02"}""";

        Assert.Equal("""{"read":2,"imported":2,"anonymous":0,"skipped":0}""", Compact((await ImportAsync(server, $"\uFEFF [\n{one},\n{one}]")).Output));
        Assert.StartsWith("Record 2: not an object.", (await ImportAsync(server, $"[{one}, 5, {one}]")).Error, StringComparison.Ordinal);
        Assert.StartsWith("Line 3: the JSON is not valid from here on.", (await ImportAsync(server, $"[\n{one},\n!, {one}]")).Error, StringComparison.Ordinal);
        Assert.Equal("""{"read":0,"imported":0,"anonymous":0,"skipped":0}""", Compact((await ImportAsync(server, "")).Output));
        var missing = await Cli.RunAnywhereAsync(["import", "activities", "/nowhere/at/all.json", .. StoreOf(server)]);
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("/nowhere/at/all.json", missing.Error, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task Many_chunks_keep_their_order_and_dense_positions(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var ids = await server.Api.CreateManyAsync(300, i => new { email = $"{i}@x.com" });
        var lines = Enumerable.Range(0, 10_000).Select(i =>
            $$"""{{{(i % 3 == 0 ? $"\"leadId\":{ids[i % 300]}" : i % 3 == 1 ? $"\"email\":\"{i % 300}@x.com\"" : $"\"cookie\":\"id:1&token:{i}\"")}},"activityTypeId":1,"activityDate":"2020-01-02","primaryAttributeValueId":{{i}}}""");

        var printed = await ImportAsync(server, string.Join('\n', lines));

        Assert.Equal("""{"read":10000,"imported":6667,"anonymous":3333,"skipped":0}""", Compact(printed.Output));
        var log = await server.LogAsync();
        Assert.Equal(Enumerable.Range(1, 6_967).Select(i => (long)i), log.Select(a => a.Position));
        Assert.Equal(Enumerable.Range(0, 10_000).Where(i => i % 3 != 2).Select(i => (long?)i), log[300..].Select(a => a.PrimaryId));
        Assert.All(log[300..], a => Assert.Equal(ids[(int)(a.PrimaryId!.Value % 300)], a.Lead));
        Assert.Equal([3333L], await server.NumbersAsync($"select count(*) from {server.Instance.Database.Table(LeadCookies.Anonymous)}"));
    }

    private static async Task<Printed> ImportAsync(TestServer server, string content, params string[] options)
    {
        var file = Path.Combine(server.Options.Data, string.Create(CultureInfo.InvariantCulture, $"import-{Guid.NewGuid():N}.json"));
        await File.WriteAllTextAsync(file, content);
        return await Cli.RunAnywhereAsync(["import", "activities", file, "--json", .. options, .. StoreOf(server)]);
    }

    private static string[] StoreOf(TestServer server) =>
        ["--data", server.Options.Data, "--postgres-schema", server.Options.PostgresSchema, .. server.Options.Postgres is { } connection ? (string[])["--postgres", connection] : []];

    private static string Compact(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement);

    private static async Task<JsonElement[]> ActivitiesAsync(TestServer server)
    {
        var token = (await server.Api.GetAsync("/rest/v1/activities/pagingtoken.json?sinceDatetime=2019-01-01T00:00:00Z")).NextPageToken;
        return (await server.Api.GetAsync($"/rest/v1/activities.json?nextPageToken={token}&activityTypeIds=1,10")).Result;
    }
}
