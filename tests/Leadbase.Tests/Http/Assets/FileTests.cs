using System.Net;
using System.Text;
using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Assets;

/// <summary>Files: what is uploaded, and how it is served to everybody ("Files").</summary>
public sealed class FileTests
{
    internal const string Item = "/rest/asset/v1/file";

    [Theory, OnEveryDatabase]
    public async Task A_file_is_uploaded_found_and_served(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, content) = (server.Api, RandomBytes(600_000));

        var made = (await CreateAsync(api, "my picture.png", content, "image/png", "27", ("description", "A test"))).One();
        var id = made.GetProperty("id").GetInt64();
        Assert.Equal((600_000, "image/png", "A test"), (made.GetProperty("size").GetInt64(), made.Text("mimeType"), made.Text("description")));
        Assert.Equal(("File", 27, "Images and Files"), (made.GetProperty("folder").Text("type"), made.GetProperty("folder").GetProperty("id").GetInt64(), made.GetProperty("folder").Text("name")));
        Assert.Equal([id], (await api.GetAsync($"{Item}/byName.json?name=my%20picture.png")).AssetIds());
        Assert.Equal([id], (await api.GetAsync("/rest/asset/v1/files.json?folder={\"id\":27,\"type\":\"Folder\"}")).AssetIds());
        Assert.Equal([id], (await api.GetAsync($"{Item}/{id}.json")).AssetIds());
        Assert.True((await api.GetAsync($"{Item}/99.json")).FoundNothing());

        using var http = new HttpClient();
        using var served = await http.GetAsync(made.Text("url"));
        Assert.Equal(content, await served.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", served.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", Assert.Single(served.Headers.GetValues("X-Content-Type-Options")));
        Assert.Null(served.Content.Headers.ContentDisposition);

        using var again = new HttpRequestMessage(HttpMethod.Get, made.Text("url"));
        again.Headers.IfNoneMatch.Add(served.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await http.SendAsync(again)).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await http.PostAsync(made.Text("url"), null)).StatusCode);
    }

    [Theory, OnEveryDatabase]
    public async Task A_file_of_the_same_name_is_replaced_unless_that_is_refused(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, first) = (server.Api, (await CreateAsync(server.Api, "a.txt", "one"u8.ToArray(), "text/plain")).One());
        var id = first.GetProperty("id").GetInt64();

        Assert.Equal("709", (await CreateAsync(api, "A.TXT", "two"u8.ToArray(), "text/plain", "27", ("insertOnly", "true"))).Code);
        Assert.Equal("one", await TextAsync(first.Text("url")!));
        Assert.Equal([id], (await CreateAsync(api, "a.txt", "two!"u8.ToArray(), "text/css")).AssetIds());
        Assert.Equal("two!", await TextAsync(first.Text("url")!));
        var replaced = (await ReplaceAsync(api, id, "three"u8.ToArray())).One();
        Assert.Equal((5, "text/plain"), (replaced.GetProperty("size").GetInt64(), replaced.Text("mimeType")));
        Assert.Equal("three", await TextAsync(first.Text("url")!));
        Assert.Equal("701", (await ReplaceAsync(api, id, [])).Code);
        Assert.Equal("702", (await ReplaceAsync(api, 99, "x"u8.ToArray())).Code);

        await using var session = await server.Instance.Database.ReadAsync();
        Assert.Equal(1, await session.Sql($"select count(*) from {server.Instance.Database.Table("bulk_chunk")}").NumberAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task What_could_run_is_saved_and_not_shown(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        (string Name, string? Type)[] files =
            [("page.html", "text/html"), ("drawing.svg", "image/svg+xml"), ("data.xml", "application/xml"), ("script.js", "text/javascript"), ("lie.png", "TEXT/HTML; charset=utf-8"), ("none.html", null), ("odd.html", "*/*")];
        using var http = new HttpClient();
        foreach (var (name, type) in files)
        {
            var made = (await CreateAsync(server.Api, name, "<script>alert(1)</script>"u8.ToArray(), type)).One();
            using var served = await http.GetAsync(made.Text("url"));
            Assert.Equal("attachment", served.Content.Headers.ContentDisposition?.DispositionType);
            Assert.Contains("sandbox", Assert.Single(served.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(served.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal(type switch { null or "*/*" => "application/octet-stream", _ => type.Split(';')[0].ToLowerInvariant() }, served.Content.Headers.ContentType!.MediaType);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Names_are_no_paths_and_a_file_is_no_larger_than_a_call(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;

        foreach (var name in (string[])["../up.txt", "a\0b.txt", "a/b.txt", "a\\b.txt", ".hidden", "..", "a?b", "a#b", "c:d", "trailing.", "a%2fb"]) Assert.Equal((name, "709"), (name, (await CreateAsync(api, name, "x"u8.ToArray())).Code));
        Assert.Equal("710", (await CreateAsync(api, "a.txt", "x"u8.ToArray(), folder: "99999")).Code);
        Assert.Equal("711", (await CreateAsync(api, "a.txt", "x"u8.ToArray(), folder: "21")).Code);
        Assert.Equal("1001", (await CreateAsync(api, "a.txt", "x"u8.ToArray(), "text/plain", "27", ("insertOnly", "maybe"))).Code);
        Assert.Equal("701", (await api.PostFormAsync("/rest/asset/v1/files.json", ("name", "a.txt"), ("folder", "27"))).Code);
        Assert.Equal(413, (await CreateAsync(api, "big.bin", new byte[1024 * 1024])).Status);

        using var http = new HttpClient();
        var root = $"{server.Url}/rs/{server.Instance.MunchkinId}/assets/";
        foreach (var path in (string[])["none.txt", "..%2f..%2fleadbase.key"]) Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(root + path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"{server.Url}/rs/000-AAA-000/assets/a.txt")).StatusCode);
    }

    internal static Task<Reply> CreateAsync(ApiClient api, string name, byte[] content, string? type = "text/plain", string folder = "27", params (string Name, string Value)[] more) =>
        SendAsync(api, "/rest/asset/v1/files.json", content, type, [("name", name), ("folder", folder), .. more]);

    internal static Task<Reply> ReplaceAsync(ApiClient api, long id, byte[] content) => SendAsync(api, $"{Item}/{id}/content.json", content, "text/plain", []);

    private static async Task<Reply> SendAsync(ApiClient api, string path, byte[] content, string? type, (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(content);
        if (type is not null) file.Headers.TryAddWithoutValidation("Content-Type", type);
        form.Add(file, "file", "upload");
        foreach (var (name, value) in fields) form.Add(new StringContent(value, Encoding.UTF8), name);
        return await api.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = form });
    }

    private static async Task<string> TextAsync(string url)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(url);
    }

    private static byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
