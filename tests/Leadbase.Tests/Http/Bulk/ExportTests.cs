using System.Net.Http.Headers;
using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Http.Bulk;

/// <summary>"Bulk Extract": jobs, their queue, and their files, which are the same for the four kinds.</summary>
public sealed class ExportTests
{
    private const string Root = "/bulk/v1/leads/export";
    private static readonly object March = new { startAt = "2026-03-01T00:00:00Z", endAt = "2026-03-31T00:00:00Z" };
    private static readonly object All = new { fields = new[] { "id", "email" }, filter = new { createdAt = March } };

    [Theory, OnEveryDatabase]
    public async Task An_export_goes_from_created_to_completed(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var lead = await server.Api.CreateAsync(new { email = "a@x.com" });
        await server.HoldAsync("export");

        var created = await server.Api.PostAsync(Root + "/create.json", All);
        var id = created.Result[0].Text("exportId")!;
        Assert.Equal($$"""{"exportId":"{{id}}","format":"CSV","status":"Created","createdAt":"2026-03-02T18:00:00Z"}""", created.Result[0].GetRawText());
        var early = await server.Api.GetAsync($"{Root}/{id}/file.json");
        Assert.Equal((404, "text/plain"), (early.Status, early.ContentHeaders.ContentType!.MediaType));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var queued = await server.Api.PostAsync($"{Root}/{id}/enqueue.json", null);
        Assert.Equal(
            $$"""{"exportId":"{{id}}","format":"CSV","status":"Queued","createdAt":"2026-03-02T18:00:00Z","queuedAt":"2026-03-02T18:01:00Z"}""", queued.Result[0].GetRawText());
        await server.ReleaseAsync();

        var status = await server.Api.OneAsync($"{Root}/{id}/status.json");
        Assert.Equal(("Completed", 1), (status.Text("status"), status.Number("numberOfRecords")));
        Assert.Equal(("2026-03-02T18:01:00Z", "2026-03-02T18:01:00Z"), (status.Text("startedAt"), status.Text("finishedAt")));
        Assert.Equal($"id,email\n{lead},a@x.com\n", await server.Api.CheckedFileAsync(Root, id));
        Assert.Equal("text/csv;charset=UTF-8", (await server.Api.GetAsync($"{Root}/{id}/file.json")).ContentHeaders.ContentType!.ToString().Replace(" ", "", StringComparison.Ordinal), ignoreCase: true);
    }

    [Theory, OnEveryDatabase]
    public async Task A_range_of_the_file_is_206_and_one_beyond_it_416(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.CreateManyAsync(300, i => new { email = $"p{i}@x.com" });
        var (id, file) = await server.ExportAsync(Root, All);

        var first = await RangeAsync(server.Api, id, new RangeHeaderValue(0, 99));
        Assert.Equal((206, file[..100]), (first.Status, first.Body));
        Assert.Equal($"bytes 0-99/{file.Length}", first.ContentHeaders.ContentRange!.ToString());
        Assert.Equal((100, "bytes"), (first.ContentHeaders.ContentLength, first.Headers.AcceptRanges.Single()));
        Assert.Equal(file[100..], (await RangeAsync(server.Api, id, new RangeHeaderValue(100, null))).Body);
        Assert.Equal(file[^5..], (await RangeAsync(server.Api, id, new RangeHeaderValue(null, 5))).Body);
        Assert.Equal(file[725..], (await RangeAsync(server.Api, id, new RangeHeaderValue(725, 1_000_000))).Body);
        var beyond = await RangeAsync(server.Api, id, new RangeHeaderValue(file.Length, null));
        Assert.Equal((416, $"bytes */{file.Length}"), (beyond.Status, beyond.ContentHeaders.ContentRange?.ToString()));
    }

    [Theory, OnEveryDatabase]
    public async Task The_queue_is_one_for_the_four_kinds_and_ten_long(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.HoldAsync("export");
        for (var i = 0; i < 9; i++) await QueueAsync(server.Api);
        var other = await server.Api.CreateExportAsync("/bulk/v1/activities/export", new { filter = new { createdAt = March } });
        Assert.True((await server.Api.PostAsync($"/bulk/v1/activities/export/{other}/enqueue.json", null)).Success);
        var eleventh = await server.Api.CreateExportAsync(Root, All);

        var full = await server.Api.PostAsync($"{Root}/{eleventh}/enqueue.json", null);
        var twice = await server.Api.PostAsync($"/bulk/v1/activities/export/{other}/enqueue.json", null);

        Assert.Equal(("1029", "Too many jobs in queue"), (full.Code, full.Message));
        Assert.Equal(("1029", "Job already queued"), (twice.Code, twice.Message));
        await server.ReleaseAsync();
        Assert.True((await server.Api.PostAsync($"{Root}/{eleventh}/enqueue.json", null)).Success);
    }

    [Theory, OnEveryDatabase]
    public async Task The_daily_quota_refuses_create_and_enqueue_until_midnight_central_time(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Server.Catalogue.SetAsync(server.Instance, server.Instance.Settings with { Limits = server.Instance.Settings.Limits with { ExportQuotaMegabytes = 1 } });
        await server.Api.CreateManyAsync(6_000, i => new { email = $"p{i}@x.com", firstName = new string('n', 200) });
        var waiting = await server.Api.CreateExportAsync(Root, All);
        await server.ExportAsync(Root, new { fields = new[] { "firstName" }, filter = new { createdAt = March } });

        var create = await server.Api.PostAsync(Root + "/create.json", All);
        var enqueue = await server.Api.PostAsync($"{Root}/{waiting}/enqueue.json", null);

        Assert.Equal(("1029", "Export daily quota 1MB exceeded"), (create.Code, create.Message));
        Assert.Equal(("1029", "Export daily quota 1MB exceeded"), (enqueue.Code, enqueue.Message));
        // It is noon in Chicago.
        server.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        server.Api.ForgetToken();
        Assert.Equal("1029", (await server.Api.PostAsync($"{Root}/{waiting}/enqueue.json", null)).Code);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await server.Api.PostAsync($"{Root}/{waiting}/enqueue.json", null)).Success);
    }

    [Theory, OnEveryDatabase]
    public async Task Jobs_are_their_makers_own(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        using var other = await server.ServiceAsync("Other", ["Read-Only Lead"], "Default");
        var (id, _) = await server.ExportAsync(Root, All);

        Assert.Equal("1013", (await other.GetAsync($"{Root}/{id}/status.json")).Code);
        Assert.Equal("1013", (await other.PostAsync($"{Root}/{id}/enqueue.json", null)).Code);
        Assert.Equal("1013", (await other.PostAsync($"{Root}/{id}/cancel.json", null)).Code);
        Assert.Equal(404, (await other.GetAsync($"{Root}/{id}/file.json")).Status);
        Assert.Empty((await other.GetAsync(Root + ".json")).Result);
        Assert.Equal("1013", (await server.Api.GetAsync($"/bulk/v1/program/members/export/{id}/status.json")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Jobs_are_listed_by_status_and_page_for_seven_days(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (done, _) = await server.ExportAsync(Root, All);
        var cancelled = await server.Api.CreateExportAsync(Root, All);
        await server.Api.PostAsync($"{Root}/{cancelled}/cancel.json", null);
        var created = await server.Api.CreateExportAsync(Root, All);
        await server.Api.CreateExportAsync("/bulk/v1/activities/export", new { filter = new { createdAt = March } });

        async Task<string?[]> IdsAsync(string query) => [.. (await server.Api.GetAsync($"{Root}.json{query}")).Result.Select(r => r.Text("exportId"))];

        Assert.Equal(new[] { done, cancelled, created }.Order(), (await IdsAsync("")).Order());
        Assert.Equal([done], await IdsAsync("?status=Completed,Failed"));
        Assert.Equal([cancelled], await IdsAsync("?status=Canceled"));
        Assert.Equal([cancelled], await IdsAsync("?status=cancelled"));
        Assert.Equal("1003", (await server.Api.GetAsync(Root + ".json?status=Done")).Code);
        var pages = new List<string?>();
        for (var token = ""; token is not null;)
        {
            var page = await server.Api.GetAsync($"{Root}.json?batchSize=2{(token.Length == 0 ? "" : "&nextPageToken=" + Uri.EscapeDataString(token))}");
            Assert.InRange(page.Result.Length, 1, 2);
            pages.AddRange(page.Result.Select(r => r.Text("exportId")));
            token = page.NextPageToken;
        }
        Assert.Equal(new[] { done, cancelled, created }.Order(), pages.Order());
        server.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        server.Api.ForgetToken();
        Assert.Empty((await server.Api.GetAsync(Root + ".json")).Result);
    }

    [Theory, OnEveryDatabase]
    public async Task An_export_can_be_cancelled_until_it_is_over(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.HoldAsync("export");
        var created = await server.Api.CreateExportAsync(Root, All);
        var queued = await QueueAsync(server.Api);

        foreach (var id in new[] { created, queued })
        {
            var reply = await server.Api.PostAsync($"{Root}/{id}/cancel.json", null);
            Assert.Equal("Cancelled", Assert.Single(reply.Result).Text("status"));
        }
        await server.ReleaseAsync();

        foreach (var id in new[] { created, queued })
        {
            Assert.Equal("Cancelled", (await server.Api.OneAsync($"{Root}/{id}/status.json")).Text("status"));
            Assert.Equal("1029", (await server.Api.PostAsync($"{Root}/{id}/enqueue.json", null)).Code);
            Assert.Equal(404, (await server.Api.GetAsync($"{Root}/{id}/file.json")).Status);
        }
        var (done, _) = await server.ExportAsync(Root, All);
        Assert.Equal("1003", (await server.Api.PostAsync($"{Root}/{done}/cancel.json", null)).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Files_are_kept_seven_days_and_the_status_thirty(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (id, _) = await server.ExportAsync(Root, All);

        async Task<(string? Status, int File)> AfterAsync(TimeSpan time)
        {
            server.Clock.Advance(time);
            server.Api.ForgetToken();
            var status = await server.Api.GetAsync($"{Root}/{id}/status.json");
            return (status.Code ?? status.Result[0].Text("status"), (await server.Api.GetAsync($"{Root}/{id}/file.json")).Status);
        }

        Assert.Equal(("Completed", 200), await AfterAsync(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1)));
        Assert.Equal(("Completed", 404), await AfterAsync(TimeSpan.FromSeconds(1)));
        Assert.Equal(("Completed", 404), await AfterAsync(TimeSpan.FromDays(23) - TimeSpan.FromSeconds(1)));
        Assert.Equal(("1013", 404), await AfterAsync(TimeSpan.FromSeconds(1)));
    }

    [Theory, OnEveryDatabase]
    public async Task The_documented_cadence_of_the_status_is_a_setting(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Server.Catalogue.SetAsync(server.Instance, server.Instance.Settings with { Limits = server.Instance.Settings.Limits with { ExportStatusSeconds = 60 } });
        var id = await QueueAsync(server.Api);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await server.FinishJobsAsync();

        Assert.NotEqual("Completed", (await server.Api.OneAsync($"{Root}/{id}/status.json")).Text("status"));
        server.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("Completed", (await server.Api.OneAsync($"{Root}/{id}/status.json")).Text("status"));
    }

    private static async Task<string> QueueAsync(ApiClient api)
    {
        var id = await api.CreateExportAsync(Root, All);
        var reply = await api.PostAsync($"{Root}/{id}/enqueue.json", null);
        Assert.True(reply.Success, reply.Body);
        return id;
    }

    private static async Task<Reply> RangeAsync(ApiClient api, string id, RangeHeaderValue range)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Root}/{id}/file.json");
        request.Headers.Range = range;
        return await api.SendAsync(request);
    }
}
