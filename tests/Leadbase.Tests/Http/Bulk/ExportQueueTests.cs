using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Bulk;

/// <summary>The life of an export, which is the same for all kinds: created, queued, made, fetched, cancelled, gone.</summary>
public sealed class ExportQueueTests
{
    private const string Root = "/bulk/v1/leads/export";
    private static readonly object Body = new { fields = new[] { "id", "email" }, filter = new { createdAt = new { startAt = "2026-02-20T00:00:00Z", endAt = "2026-03-20T00:00:00Z" } } };

    [Theory, OnEveryDatabase]
    public async Task An_export_is_made_once_it_is_enqueued(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.CreateAsync(new { email = "a@x.com" });
        await server.HoldAsync("export");

        var id = await server.Api.CreateExportAsync(Root, Body);
        Assert.Equal("Created", (await server.Api.OneAsync($"{Root}/{id}/status.json")).Text("status"));
        var queued = Assert.Single((await server.Api.PostAsync($"{Root}/{id}/enqueue.json", null)).Result);
        Assert.Equal(("Queued", "CSV"), (queued.Text("status"), queued.Text("format")));
        var again = await server.Api.PostAsync($"{Root}/{id}/enqueue.json", null);
        Assert.Equal(("1029", "Job already queued"), (again.Code, again.Message));
        Assert.Equal("Queued", (await server.Api.OneAsync($"{Root}/{id}/status.json")).Text("status"));
        await server.ReleaseAsync();

        var status = await server.Api.OneAsync($"{Root}/{id}/status.json");
        Assert.Equal(1, status.Number("numberOfRecords"));
        Assert.Equal(
            ["exportId", "format", "status", "createdAt", "queuedAt", "startedAt", "finishedAt", "numberOfRecords", "fileSize", "fileChecksum"],
            status.EnumerateObject().Select(m => m.Name));
        Assert.Equal("id,email\n1,a@x.com\n", await server.Api.CheckedFileAsync(Root, id));
    }

    [Theory, OnEveryDatabase]
    public async Task Ten_exports_wait_or_run_at_most_whatever_their_kind(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.HoldAsync("export");
        var activities = new { filter = new { createdAt = new { startAt = "2026-02-20T00:00:00Z", endAt = "2026-03-20T00:00:00Z" } } };
        for (var i = 0; i < 10; i++)
        {
            var (root, body) = i % 2 == 0 ? (Root, Body) : ("/bulk/v1/activities/export", activities);
            Assert.True((await server.Api.PostAsync($"{root}/{await server.Api.CreateExportAsync(root, body)}/enqueue.json", null)).Success);
        }

        var eleventh = await server.Api.CreateExportAsync(Root, Body);
        var refused = await server.Api.PostAsync($"{Root}/{eleventh}/enqueue.json", null);
        Assert.Equal(("1029", "Too many jobs in queue"), (refused.Code, refused.Message));
        await server.ReleaseAsync();
        Assert.True((await server.Api.PostAsync($"{Root}/{eleventh}/enqueue.json", null)).Success);
    }

    [Theory, OnEveryDatabase]
    public async Task The_quota_of_a_day_is_refused_at_create_and_at_enqueue_until_midnight_in_Chicago(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Server.Catalogue.SetAsync(server.Instance, server.Instance.Settings with { Limits = server.Instance.Settings.Limits with { ExportQuotaMegabytes = 1 } });
        // Names of 255 characters make the megabyte soon.
        for (var i = 0; i < 4; i++) await server.Api.CreateManyAsync(300, n => new { firstName = new string('x', 255), lastName = new string('y', 255), title = new string('z', 255), city = new string('c', 255), email = $"{i}-{n}@x.com" });
        var large = new { fields = new[] { "firstName", "lastName", "title", "city" }, filter = new { createdAt = new { startAt = "2026-02-20T00:00:00Z", endAt = "2026-03-20T00:00:00Z" } } };
        var made = await server.Api.CreateExportAsync(Root, Body);

        await server.ExportAsync(Root, large);

        foreach (var refused in new[] { await server.Api.PostAsync($"{Root}/create.json", Body), await server.Api.PostAsync($"{Root}/{made}/enqueue.json", null) })
        {
            Assert.Equal(("1029", "Export daily quota 1MB exceeded"), (refused.Code, refused.Message));
        }
        server.Clock.Advance(TimeSpan.FromDays(1));
        server.Api.ForgetToken();
        Assert.True((await server.Api.PostAsync($"{Root}/{made}/enqueue.json", null)).Success);
    }

    [Theory, OnEveryDatabase]
    public async Task An_export_is_cancelled_while_it_is_not_over(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (done, _) = await server.ExportAsync(Root, Body);
        await server.HoldAsync("export");
        var created = await server.Api.CreateExportAsync(Root, Body);
        var queued = await server.Api.CreateExportAsync(Root, Body);
        await server.Api.PostAsync($"{Root}/{queued}/enqueue.json", null);

        foreach (var id in new[] { created, queued })
        {
            Assert.Equal("Cancelled", Assert.Single((await server.Api.PostFormAsync($"{Root}/{id}/cancel.json", ("_method", "POST"))).Result).Text("status"));
        }
        await server.ReleaseAsync();

        Assert.Equal("1003", (await server.Api.PostAsync($"{Root}/{done}/cancel.json", null)).Code);
        foreach (var id in new[] { created, queued })
        {
            Assert.Equal("Cancelled", (await server.Api.OneAsync($"{Root}/{id}/status.json")).Text("status"));
            Assert.Equal(404, (await server.Api.GetAsync($"{Root}/{id}/file.json")).Status);
            Assert.Equal("1029", (await server.Api.PostAsync($"{Root}/{id}/enqueue.json", null)).Code);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_file_is_read_whole_and_in_ranges(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.CreateManyAsync(3, i => new { email = $"{i}@x.com" });
        var (id, file) = await server.ExportAsync(Root, Body);

        foreach (var (range, expected) in new[] { ("0-4", file[..5]), ("5-", file[5..]), ("-3", file[^3..]), ("4-9999", file[4..]) })
        {
            var part = await GetAsync(range);
            Assert.Equal((206, expected), (part.Status, part.Body));
            Assert.Equal(expected.Length, part.ContentHeaders.ContentLength);
            Assert.Equal(file.Length, part.ContentHeaders.ContentRange!.Length);
        }
        Assert.Equal(416, (await GetAsync($"{file.Length}-")).Status);
        var whole = await server.Api.GetAsync($"{Root}/{id}/file.json");
        Assert.Equal("text/csv; charset=UTF-8", whole.ContentHeaders.GetValues("Content-Type").Single());
        Assert.Equal(["bytes"], whole.Headers.AcceptRanges);
        var none = await server.Api.GetAsync($"{Root}/nothing/file.json");
        Assert.Equal((404, "text/plain"), (none.Status, none.ContentHeaders.ContentType!.MediaType));

        Task<Reply> GetAsync(string range)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"{Root}/{id}/file.json");
            request.Headers.TryAddWithoutValidation("Range", "bytes=" + range);
            return server.Api.SendAsync(request);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_user_sees_their_own_exports_only_by_status_and_in_pages(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        using var other = await server.ServiceAsync("other", ["Read-Only Lead"], "Default");
        var (done, _) = await server.ExportAsync(Root, Body);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var cancelled = await server.Api.CreateExportAsync(Root, Body);
        await server.Api.PostAsync($"{Root}/{cancelled}/cancel.json", null);

        Assert.Equal([done, cancelled], await IdsAsync(""));
        Assert.Equal([cancelled], await IdsAsync("?status=Canceled"));
        Assert.Equal([done], await IdsAsync("?status=completed,Failed"));
        var page = await server.Api.GetAsync($"{Root}.json?batchSize=1");
        Assert.Equal([cancelled], await IdsAsync($"?batchSize=1&nextPageToken={page.NextPageToken}"));
        Assert.Empty((await other.GetAsync($"{Root}.json")).Result);
        Assert.Equal("1013", (await other.GetAsync($"{Root}/{done}/status.json")).Code);
        Assert.Equal(404, (await other.GetAsync($"{Root}/{done}/file.json")).Status);
        Assert.Equal("1013", (await server.Api.GetAsync($"/bulk/v1/program/members/export/{done}/status.json")).Code);

        async Task<IEnumerable<string?>> IdsAsync(string query) => (await server.Api.GetAsync($"{Root}.json{query}")).Result.Select(e => e.Text("exportId"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_file_is_kept_for_seven_days_and_its_status_for_thirty(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (id, _) = await server.ExportAsync(Root, Body);

        await AtAsync(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1), 200, "Completed");
        await AtAsync(TimeSpan.FromMinutes(2), 404, "Completed");
        await AtAsync(TimeSpan.FromDays(23), 404, null);

        async Task AtAsync(TimeSpan later, int file, string? status)
        {
            server.Clock.Advance(later);
            server.Api.ForgetToken();
            Assert.Equal(file, (await server.Api.GetAsync($"{Root}/{id}/file.json")).Status);
            var told = await server.Api.GetAsync($"{Root}/{id}/status.json");
            Assert.Equal(status, told.Success ? told.Result[0].Text("status") : null);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task The_status_is_told_as_seldom_as_the_setting_says(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Server.Catalogue.SetAsync(server.Instance, server.Instance.Settings with { Limits = server.Instance.Settings.Limits with { ExportStatusSeconds = 60 } });
        await server.HoldAsync("export");
        var id = await server.Api.CreateExportAsync(Root, Body);
        await server.Api.PostAsync($"{Root}/{id}/enqueue.json", null);
        server.Clock.Advance(TimeSpan.FromSeconds(5));
        await server.ReleaseAsync();

        server.Clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal("Queued", (await server.Api.OneAsync($"{Root}/{id}/status.json")).Text("status"));
        server.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("Completed", (await server.Api.OneAsync($"{Root}/{id}/status.json")).Text("status"));
    }
}
