using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Leadbase.Jobs;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Http.Bulk;

/// <summary>What tests of bulk imports and exports do again and again.</summary>
internal static class BulkSteps
{
    public const string Leads = "/bulk/v1/leads.json";
    private const string Holder = "a test";

    /// <summary>Uploads a file as clients do: one part with a name, a file name and a type.</summary>
    public static Task<Reply> UploadAsync(this ApiClient api, string path, string file) => api.UploadAsync(path, Encoding.UTF8.GetBytes(file));

    public static async Task<Reply> UploadAsync(this ApiClient api, string path, byte[] file)
    {
        var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var content = new MultipartFormDataContent { { part, "file", "people.csv" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        return await api.SendAsync(request);
    }

    /// <summary>Uploads a file that is taken, and returns its batch id.</summary>
    public static async Task<long> QueueAsync(this ApiClient api, string path, string file)
    {
        var reply = await api.UploadAsync(path, file);
        Assert.True(reply.Success, reply.Body);
        return Assert.Single(reply.Result).GetProperty("batchId").GetInt64();
    }

    /// <summary>Imports leads to the end.</summary>
    public static async Task<long> ImportAsync(this TestServer server, string file, string query = "")
    {
        var id = await server.Api.QueueAsync(Leads + query, file);
        await server.FinishJobsAsync();
        return id;
    }

    /// <summary>The status of an import of leads.</summary>
    public static Task<JsonElement> ImportStatusAsync(this ApiClient api, long id) => api.OneAsync($"/bulk/v1/leads/batch/{id}.json");

    /// <summary>A file of an import of leads: <c>failures</c> or <c>warnings</c>.</summary>
    public static Task<Reply> ReportAsync(this ApiClient api, long id, string part) => api.GetAsync($"/bulk/v1/leads/batch/{id}/{part}.json");

    /// <summary>The one record of a successful answer.</summary>
    public static async Task<JsonElement> OneAsync(this ApiClient api, string path)
    {
        var reply = await api.GetAsync(path);
        Assert.True(reply.Success, reply.Body);
        return Assert.Single(reply.Result);
    }

    /// <summary>A text member.</summary>
    public static string? Text(this JsonElement record, string name) => record.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>A number member.</summary>
    public static long Number(this JsonElement record, string name) => record.GetProperty(name).GetInt64();

    /// <summary>Processed, failed, and with a warning.</summary>
    public static (long Processed, long Failed, long Warned) Counters(this JsonElement status) => (
        status.Number(status.TryGetProperty("numOfObjectsProcessed", out _) ? "numOfObjectsProcessed" : "numOfLeadsProcessed"),
        status.Number("numOfRowsFailed"), status.Number("numOfRowsWithWarning"));

    /// <summary>Takes both places of a lane, so that its jobs wait.</summary>
    public static async Task HoldAsync(this TestServer server, string kind)
    {
        await using var session = await server.Instance.Database.WriteAsync();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var id = await JobStore.EnqueueAsync(session, kind, "none", server.Instance.Now, server.Instance.Now);
            await session.Sql($"update {server.Instance.Database.Table("job")} set state = 'running', owner = $1, lease_until = $2 where id = $3")
                .Bind(Holder).Bind(long.MaxValue / 2).Bind(id).ExecuteAsync();
        }
        await session.CommitAsync();
    }

    /// <summary>Gives the places back, and waits until the jobs are done.</summary>
    public static async Task ReleaseAsync(this TestServer server)
    {
        await using (var session = await server.Instance.Database.WriteAsync())
        {
            await session.Sql($"delete from {server.Instance.Database.Table("job")} where owner = $1").Bind(Holder).ExecuteAsync();
            await session.CommitAsync();
        }
        await server.FinishJobsAsync();
    }

    /// <summary>Creates an export and returns its id; <paramref name="root"/> is its path up to <c>export</c>.</summary>
    public static async Task<string> CreateExportAsync(this ApiClient api, string root, object body)
    {
        var reply = await api.PostAsync(root + "/create.json", body);
        Assert.True(reply.Success, reply.Body);
        return Assert.Single(reply.Result).Text("exportId")!;
    }

    /// <summary>Makes an export to the end; its id and its file.</summary>
    public static async Task<(string Id, string File)> ExportAsync(this TestServer server, string root, object body)
    {
        var id = await server.Api.CreateExportAsync(root, body);
        var queued = await server.Api.PostAsync($"{root}/{id}/enqueue.json", null);
        Assert.True(queued.Success, queued.Body);
        await server.FinishJobsAsync();
        return (id, await server.Api.CheckedFileAsync(root, id));
    }

    /// <summary>The file of a completed export, which has the length and the checksum that its status tells.</summary>
    public static async Task<string> CheckedFileAsync(this ApiClient api, string root, string id)
    {
        var status = await api.OneAsync($"{root}/{id}/status.json");
        Assert.True(status.Text("status") == "Completed", status.GetRawText());
        var file = await api.GetAsync($"{root}/{id}/file.json");
        Assert.Equal(200, file.Status);
        var bytes = Encoding.UTF8.GetBytes(file.Body);
        Assert.Equal(status.Number("fileSize"), bytes.LongLength);
        Assert.Equal(status.Text("fileChecksum"), "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes)));
        return file.Body;
    }
}
