using System.Net.Http.Headers;
using System.Text;
using Leadbase.Gateway;

namespace Leadbase.Tests.Http.Gateway;

/// <summary>"Error Codes", 613, and multipart bodies that are well-formed.</summary>
public sealed class MultipartTests
{
    [Theory]
    [InlineData("multipart/form-data", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--\r\n")]
    [InlineData("multipart/form-data; boundary=\"\"", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--\r\n")]
    [InlineData("multipart/form-data; boundary=b", "no boundary at all")]
    [InlineData("multipart/form-data; boundary=b", "--other\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--other--\r\n")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncut off")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nNo header here\r\n\r\n1\r\n--b--\r\n")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\n\r\nno disposition\r\n--b--\r\n")]
    public async Task A_malformed_multipart_body_is_613_and_charged(string contentType, string body)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        var charged = await server.ChargedAsync(async () =>
        {
            var reply = await server.Api.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/rest/v1/leads.json?_method=GET") { Content = content });
            reply.Is("613", "Invalid Multipart Request");
        });

        Assert.Equal(1, charged);
    }

    [Fact]
    public async Task Fields_and_files_of_a_multipart_body_reach_the_handler()
    {
        var upload = GatewayProbe.Any(o => o.Body == BodyKind.Multipart);
        (string Format, UploadedFile File) seen = ("", null!);
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite, mapMore: routes => routes.Replace(upload.Id, call =>
        {
            seen = (call.Parameters["format"]!, Assert.Single(call.Files));
            return new(Answer.Success);
        }));
        var file = new ByteArrayContent([0, 255, 13, 10, 1]);
        file.Headers.ContentType = MediaTypeHeaderValue.Parse("text/csv");
        var content = new MultipartFormDataContent { { new StringContent("csv"), "format" }, { file, "file", "../leads.csv" } };

        Assert.True((await server.Api.SendAsync(new HttpRequestMessage(HttpMethod.Post, upload.Path) { Content = content })).Success);
        Assert.Equal(("csv", "file", "../leads.csv"), (seen.Format, seen.File.Name, seen.File.FileName));
        Assert.Equal([0, 255, 13, 10, 1], seen.File.Content.ToArray());
    }
}
