using System.Text;
using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Http.Bulk;

/// <summary>"Bulk Import", Creating a Job: multipart bodies as clients really send them, and how large they may be.</summary>
public sealed class UploadTests
{
    private const string File = "email,firstName\r\na@x.com,Ada\r\n";

    [Theory]
    [InlineData("----WebKitFormBoundaryBQACkJZyaiIAXogC", "Content-Disposition: form-data; name=\"file\"; filename=\"leads.csv\"\r\nContent-Type: text/csv")]
    [InlineData("------WebKitFormBoundaryBQACkJZyaiIAXogC", "Content-Disposition: form-data; name=\"file\"; filename=\"leads.csv\"")]
    [InlineData("\"a b'()+_,-./:=?\"", "Content-Disposition: form-data; name=\"file\"; filename=\"leads.csv\"\r\nContent-Type: application/octet-stream")]
    [InlineData("x", "Content-Disposition: form-data; name=file; filename=leads.csv\r\nContent-Type: text/plain; charset=utf-8")]
    [InlineData("x", "content-type: text/csv\r\ncontent-disposition: form-data; filename=\"leads.csv\"; name=\"file\"\r\nContent-Transfer-Encoding: binary")]
    [InlineData("x", "Content-Disposition: form-data; name=\"file\"; filename*=UTF-8''l%C3%A9ads.csv\r\nContent-Type: application/vnd.ms-excel")]
    [InlineData("x", "Content-Disposition: form-data; name=\"file\"")]
    [InlineData("--------------------------118046853683028616211319", "Content-Disposition: form-data; name=\"file\"; filename=\"Lead-House-Lannister.csv\"\r\nContent-Type: text/csv")]
    public async Task A_file_part_is_taken_in_every_form_that_clients_send(string boundary, string headers)
    {
        await using var server = await LeadSteps.StartAsync(DatabaseKind.Sqlite);

        var reply = await SendAsync(server.Api, BulkSteps.Leads, boundary, Part(boundary, headers, File));

        Assert.True(reply.Success, reply.Body);
        await server.FinishJobsAsync();
        Assert.Equal(["Ada"], (await server.Api.FindAsync("email", "a@x.com", "&fields=firstName")).Result.Select(r => r.Text("firstName")));
    }

    [Theory, OnEveryDatabase]
    public async Task Parameters_may_be_parts_of_the_body(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);
        const string B = "boundary";
        var body = $"--{B}\r\nContent-Disposition: form-data; name=\"format\"\r\n\r\ntsv\r\n--{B}\r\nContent-Disposition: form-data; name=\"listId\"\r\n\r\n1002\r\n"
            + Part(B, "Content-Disposition: form-data; name=\"file\"; filename=\"p.tsv\"", File.Replace(',', '\t'));

        var reply = await SendAsync(server.Api, BulkSteps.Leads, B, body);

        Assert.True(reply.Success, reply.Body);
        await server.FinishJobsAsync();
        Assert.Single((await server.Api.GetAsync("/rest/v1/list/1002/leads.json")).Result);
    }

    [Fact]
    public async Task A_file_without_rows_and_a_body_without_a_file_are_refused()
    {
        await using var server = await LeadSteps.StartAsync(DatabaseKind.Sqlite);

        Assert.Equal("1003", (await server.Api.UploadAsync(BulkSteps.Leads, "")).Code);
        Assert.Equal("1003", (await server.Api.UploadAsync(BulkSteps.Leads, "email,firstName\n")).Code);
        Assert.Equal("1003", (await server.Api.UploadAsync(BulkSteps.Leads + "?format=xlsx", File)).Code);
        var none = await SendAsync(server.Api, BulkSteps.Leads, "b", "--b\r\nContent-Disposition: form-data; name=\"format\"\r\n\r\ncsv\r\n--b--\r\n");
        Assert.True(none.Code == "1002", none.Body);
    }

    [Theory, OnEveryDatabase]
    public async Task Ten_megabytes_are_taken_and_more_are_413(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.HoldAsync("import");
        const int Limit = 10 * 1024 * 1024;
        var overhead = Part("b", Named, "").Length;
        // Rows of 1,000 bytes, filled up to the last byte.
        var row = new string('n', 990) + "\n";
        var text = new StringBuilder("firstName\n", Limit);
        while (text.Length + row.Length <= Limit - overhead) text.Append(row);
        text.Append('n', Limit - overhead - text.Length);

        var fits = await SendAsync(server.Api, BulkSteps.Leads, "b", Part("b", Named, text.ToString()));
        Assert.True(fits.Success, fits.Body);
        var over = await SendAsync(server.Api, BulkSteps.Leads, "b", Part("b", Named, text.Append('n').ToString()));

        Assert.Equal(413, over.Status);
    }

    private const string Named = "Content-Disposition: form-data; name=\"file\"; filename=\"p.csv\"";

    private static string Part(string boundary, string headers, string file) =>
        $"--{boundary.Trim('"')}\r\n{headers}\r\n\r\n{file}\r\n--{boundary.Trim('"')}--\r\n";

    private static async Task<Reply> SendAsync(ApiClient api, string path, string boundary, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={boundary}");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        return await api.SendAsync(request);
    }
}
