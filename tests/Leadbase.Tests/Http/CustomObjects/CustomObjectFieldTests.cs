using Leadbase.Tests.Http.Leads;
using static Leadbase.Tests.Http.CustomObjects.CustomObjectSteps;

namespace Leadbase.Tests.Http.CustomObjects;

/// <summary>Fields of custom object types ("Custom Object Fields").</summary>
public sealed class CustomObjectFieldTests
{
    [Theory, OnEveryDatabase]
    public async Task A_field_of_every_data_type_keeps_its_values(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var types = (await api.GetAsync($"{Schema}/fieldDataTypes.json")).Result.Select(r => r.GetString()!).ToList();
        Assert.Equal(["string", "boolean", "integer", "float", "link", "email", "currency", "date", "datetime", "phone", "text"], types);
        await api.MakeTypeAsync("car", [Vin, .. types.Where(t => t != "link").Select(t => $$"""{"name":"{{t}}Field","displayName":"{{t}} field","dataType":"{{t}}","description":"A {{t}}"}""")]);
        const string Record = """{"vin":"A","stringField":"s","booleanField":true,"integerField":5,"floatField":1.5,"emailField":"a@x.com","currencyField":2.25,"dateField":"2024-02-29","datetimeField":"2024-02-29T01:02:03Z","phoneField":"1","textField":"t"}""";

        var reply = await api.SyncRecordsAsync("car", Record);
        var fields = string.Join(',', types.Where(t => t != "link").Select(t => t + "Field"));
        var read = Assert.Single((await api.GetAsync($"{Root}/car.json?filterType=vin&filterValues=A&fields=vin,{fields}")).Result).GetRawText();

        Assert.Equal(["created"], reply.Outcomes);
        Assert.EndsWith(Record[1..], read, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_call_adds_all_its_fields_or_none(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        await api.DraftTypeAsync("car", Vin);
        async Task<string?> TryAsync(string members) => (await api.TryAddFieldsAsync("car", Year, $"{{{members}}}")).Code;

        Assert.Equal("1002", await TryAsync("\"displayName\":\"A\",\"dataType\":\"string\""));
        Assert.Equal("1002", await TryAsync("\"name\":\"a\",\"dataType\":\"string\""));
        Assert.Equal("1002", await TryAsync("\"name\":\"a\",\"displayName\":\"A\""));
        Assert.Equal("1002", await TryAsync("\"name\":\"a\",\"displayName\":\"A\",\"dataType\":\"link\""));
        Assert.Equal("1002", await TryAsync("\"name\":\"a\",\"displayName\":\"A\",\"dataType\":\"link\",\"relatedTo\":{\"name\":\"lead\"}"));
        Assert.Equal("1001", await TryAsync("\"name\":\"a\",\"displayName\":\"A\",\"dataType\":\"link\",\"relatedTo\":\"lead\""));
        Assert.Equal("1001", await TryAsync("\"name\":\"a\",\"displayName\":\"A\",\"dataType\":\"string\",\"isDedupeField\":\"yes\""));
        Assert.Equal("1003", await TryAsync("\"name\":\"a\",\"displayName\":\"A\",\"dataType\":\"colour\""));
        Assert.Equal("1003", await TryAsync("\"name\":\"a\",\"displayName\":\"A\",\"dataType\":\"boolean\",\"isDedupeField\":true"));
        Assert.Equal("1003", await TryAsync("\"name\":\"a\",\"displayName\":\"A\",\"dataType\":\"string\",\"relatedTo\":{\"name\":\"lead\",\"field\":\"id\"}"));
        Assert.Equal("1003", await TryAsync("\"name\":\"a\",\"displayName\":\"A\",\"dataType\":\"link\",\"relatedTo\":{\"name\":\"opportunity\",\"field\":\"id\"}"));
        Assert.Equal("1006", await TryAsync("\"name\":\"a\",\"displayName\":\"A\",\"dataType\":\"link\",\"relatedTo\":{\"name\":\"lead\",\"field\":\"nothing\"}"));
        Assert.Equal("1003", await TryAsync("\"name\":\"seq\",\"displayName\":\"A\",\"dataType\":\"string\""));
        Assert.Equal("1003", await TryAsync("\"name\":\"a b\",\"displayName\":\"A\",\"dataType\":\"string\""));
        Assert.Equal("1017", await TryAsync("\"name\":\"VIN\",\"displayName\":\"A\",\"dataType\":\"string\""));
        Assert.Equal("1017", await TryAsync("\"name\":\"a\",\"displayName\":\"vin\",\"dataType\":\"string\""));
        Assert.Equal("1017", await TryAsync("\"name\":\"marketoguid\",\"displayName\":\"A\",\"dataType\":\"string\""));
        Assert.DoesNotContain("year", await api.FieldsAsync($"{Schema}/car/describe.json"));
    }

    [Theory, OnEveryDatabase]
    public async Task There_are_at_most_three_dedupe_fields_fifty_fields_and_twenty_later(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        static string Field(string name, bool dedupe = false) => $$"""{"name":"{{name}}","displayName":"{{name}}","dataType":"string","isDedupeField":{{(dedupe ? "true" : "false")}}}""";
        static string[] Fields(string prefix, int count) => [.. Enumerable.Range(0, count).Select(i => Field($"{prefix}{i}"))];
        await api.DraftTypeAsync("car");

        Assert.Equal("1003", (await api.TryAddFieldsAsync("car", Field("a", true), Field("b", true), Field("c", true), Field("d", true))).Code);
        await api.AddFieldsAsync("car", Field("a", true), Field("b", true), Field("c", true));
        Assert.Equal("1028", (await api.TryAddFieldsAsync("car", Fields("x", 48))).Code);
        await api.AddFieldsAsync("car", Fields("x", 10));
        await api.ApproveAsync("car");
        await api.AddFieldsAsync("car", Fields("y", 20));
        Assert.Equal("1028", (await api.TryAddFieldsAsync("car", Field("z"))).Code);
        await api.ApproveAsync("car");
        Assert.Equal("1028", (await api.TryAddFieldsAsync("car", Field("z"))).Code);
        Assert.Equal(36, (await api.FieldsAsync($"{Root}/car/describe.json")).Length);
    }

    [Theory, OnEveryDatabase]
    public async Task A_field_of_a_draft_changes_freely_and_an_approved_one_within_bounds(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        await api.DraftTypeAsync("book", Vin, LeadLink, """{"name":"title","displayName":"Title","dataType":"integer"}""", """{"name":"key","displayName":"Key","dataType":"string"}""");
        Task<Reply> ChangeAsync(string field, string body) => api.PostAsync($"{Schema}/book/{field}/updateField.json", body);
        await SucceedAsync(ChangeAsync("TITLE", """{"displayName":"Very Long Title","dataType":"string"}"""));
        await SucceedAsync(ChangeAsync("key", """{"name":"code","isDedupeField":true}"""));
        await api.ApproveAsync("book");
        await api.SyncRecordsAsync("book", """{"vin":"A","code":"1","title":"T"}""");

        Assert.Equal("1003", (await ChangeAsync("title", """{"dataType":"integer"}""")).Code);
        Assert.Equal("1003", (await ChangeAsync("title", """{"isDedupeField":true}""")).Code);
        Assert.Equal("1003", (await ChangeAsync("title", """{"dataType":"link","relatedTo":{"name":"lead","field":"id"}}""")).Code);
        Assert.Equal("1003", (await ChangeAsync("vin", """{"isDedupeField":false}""")).Code);
        Assert.Equal("1003", (await ChangeAsync("vin", """{"name":"number"}""")).Code);
        Assert.Equal("1003", (await ChangeAsync("leadID", """{"relatedTo":{"name":"lead","field":"email"}}""")).Code);
        Assert.Equal("1003", (await ChangeAsync("title", "{}")).Code);
        Assert.Equal("1017", (await ChangeAsync("title", """{"displayName":"VIN"}""")).Code);
        Assert.Equal("1006", (await ChangeAsync("nothing", """{"displayName":"X"}""")).Code);
        Assert.Equal("1011", (await ChangeAsync("createdAt", """{"displayName":"X"}""")).Code);
        Assert.Equal("1003", (await api.PostAsync($"{Schema}/book/deleteField.json", """{"input":[{"name":"leadID"}]}""")).Code);
        Assert.Equal("1003", (await api.TryAddFieldsAsync("book", """{"name":"n","displayName":"N","dataType":"string","isDedupeField":true}""")).Code);
        await SucceedAsync(ChangeAsync("vin", """{"displayName":"Vehicle number","description":"Of the maker"}"""));
        await SucceedAsync(ChangeAsync("title", """{"name":"caption","dataType":"text"}"""));
        await api.ApproveAsync("book");
        Assert.Equal(["\"T\""], await api.PostAsync($"{Root}/book.json?_method=GET", """{"filterType":"dedupeFields","fields":["caption"],"input":[{"vin":"A","code":"1"}]}""")
            .ContinueWith(t => t.Result.Result.Select(r => r.GetProperty("caption").GetRawText()).ToArray(), TaskScheduler.Default));
    }

    [Theory, OnEveryDatabase]
    public async Task Names_of_columns_never_meet(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var long1 = new string('n', 200) + "1";
        var long2 = new string('n', 200) + "2";
        string[] names = [long1, long2, "select", "Table", "x__", "T"];

        await api.MakeTypeAsync("order", [Vin, .. names.Select(n => $$"""{"name":"{{n}}","displayName":"L{{n}}","dataType":"string"}""")]);
        var reply = await api.SyncRecordsAsync("order", $$"""{"vin":"A",{{string.Join(',', names.Select((n, i) => $"\"{n}\":\"{i}\""))}}}""");

        Assert.Equal(["created"], reply.Outcomes);
        for (var i = 0; i < names.Length; i++) Assert.Equal([$"\"{i}\""], await api.ValuesAsync("order", "vin", "A", names[i]));
    }
}
