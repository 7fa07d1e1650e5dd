using System.Globalization;
using System.Net.Http.Headers;
using Leadbase.Accounts;
using Leadbase.Gateway.Calls;
using Leadbase.Tests.Http.Gateway;

namespace Leadbase.Tests.Http.Calls;

/// <summary>The log of calls: what is kept of a call, how it is found, and what a restart leaves.</summary>
public sealed class RecordedCallTests
{
    [Theory, OnEveryDatabase]
    public async Task A_call_is_told_at_once_and_kept_in_full_in_a_sandbox(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);

        var told = await server.RecordedAsync(api => api.PostAsync("/rest/v1/leads.json", """{"input":[{"email":"a@b.c","firstName":"Jürgen"}]}"""));

        Assert.Equal(("syncLeadUsingPOST", "POST", "/rest/v1/leads.json", 200, "0", "api@sandbox.local"), (told.Operation, told.Method, told.Target, told.Status, told.Code, told.User));
        Assert.Equal(TestServer.StartTime.ToUnixTimeMilliseconds(), told.At);
        var detail = (await server.Recorder().FindAsync(told.RequestId))!;
        Assert.Equal(told, detail.Call);
        Assert.Contains("\"firstName\":\"Jürgen\"", detail.Exchange!.Request.Body, StringComparison.Ordinal);
        Assert.Contains($"\"requestId\":\"{told.RequestId}\"", detail.Exchange.Response.Body, StringComparison.Ordinal);
        Assert.Equal(told.BytesOut, detail.Exchange.Response.Length);
        Assert.Equal("application/json;charset=UTF-8", detail.Exchange.Response["content-type"]);
    }

    [Theory, OnEveryDatabase]
    public async Task Without_bodies_the_fact_of_a_call_is_kept_and_nothing_of_what_was_sent(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await server.RecordAsync(CallRecording.Calls);

        var told = await server.RecordedAsync(api => api.GetAsync("/rest/v1/leads.json?filterType=email&filterValues=secret@example.com"));

        Assert.Equal("/rest/v1/leads.json", told.Target);
        Assert.Null((await server.Recorder().FindAsync(told.RequestId))!.Exchange);
    }

    [Theory, OnEveryDatabase]
    public async Task Switched_off_nothing_is_kept_and_nobody_is_told(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await server.RecordAsync(CallRecording.Off);
        using var watch = server.Recorder().Watch();

        await server.Api.GetAsync("/rest/v1/nothing.json");
        await server.Api.GetAsync("/rest/v1/nothing.json");
        await server.RecordAsync(CallRecording.Calls);
        var first = await server.RecordedAsync(api => api.GetAsync("/rest/v1/leads/describe.json"));

        Assert.DoesNotContain((await server.Recorder().ListAsync(new CallFilter(), null, 100)).Calls, c => c.Code == "610");
        var told = All(watch);
        Assert.Contains(told, c => c.RequestId == first.RequestId);
        Assert.DoesNotContain(told, c => c.Code == "610");
    }

    [Theory, OnEveryDatabase]
    public async Task Calls_are_found_by_user_operation_code_and_text_in_pages_from_the_latest(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var other = await server.ServiceAsync("Read-Only Lead");
        await server.RecordedAsync(_ => other.GetAsync("/rest/v1/lead/1.json"));
        for (var i = 0; i < 5; i++) await server.RecordedAsync(api => api.GetAsync($"/rest/v1/nothing-{i}.json?x=100%25_"));
        await server.RecordedAsync(api => api.SyncAsync([new { email = "Find.Me@example.com" }]));

        Assert.Equal(5, await CountAsync(new CallFilter { FailedOnly = true }));
        Assert.Equal(5, await CountAsync(new CallFilter { Code = "610" }));
        Assert.Equal(1, await CountAsync(new CallFilter { Operation = "getLeadByIdUsingGET" }));
        Assert.Equal(1, await CountAsync(new CallFilter { Text = "find.me@EXAMPLE" }));
        Assert.Equal(1, await CountAsync(new CallFilter { Text = "\"email\":\"Find" }));
        Assert.Equal(1, await CountAsync(new CallFilter { Text = "nothing-3", Code = "610" }));
        Assert.Equal(5, await CountAsync(new CallFilter { Text = "100%25_" }));
        Assert.Equal(0, await CountAsync(new CallFilter { Text = "100_25" }));
        Assert.Equal(0, await CountAsync(new CallFilter { Text = "' or 1=1 --\0" }));
        Assert.Equal(0, await CountAsync(new CallFilter { Text = new string('x', 100_000) }));
        Assert.Equal(0, await CountAsync(new CallFilter { User = "nobody\0" }));

        var page = await server.Recorder().ListAsync(new CallFilter { Code = "610" }, null, 3);
        var next = await server.Recorder().ListAsync(new CallFilter { Code = "610" }, page.Before, 3);
        Assert.Equal(["4", "3", "2", "1", "0"], page.Calls.Concat(next.Calls).Select(c => c.Target.Split('-', '.')[1]));
        Assert.Null(next.Before);

        async Task<int> CountAsync(CallFilter filter) => (await server.Recorder().ListAsync(filter, null, 100)).Calls.Count;
    }

    [Theory, OnEveryDatabase]
    public async Task Calls_survive_a_restart_and_another_instance_has_its_own(DatabaseKind database)
    {
        var server = await TestServer.StartAsync(database);
        var told = await server.RecordedAsync(api => api.GetAsync("/rest/v1/leads/describe.json"));
        server = await server.RestartAsync();
        await using var ended = server;
        var second = await server.Server.Catalogue.CreateAsync("222-DEF-333", new InstanceSettings());

        Assert.Equal(told, (await server.Recorder().FindAsync(told.RequestId))?.Call);
        Assert.Empty((await CallRecorder.Of(second).ListAsync(new CallFilter(), null, 10)).Calls);
        await server.Recorder().ClearAsync();
        Assert.Empty((await server.Recorder().ListAsync(new CallFilter(), null, 10)).Calls);
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_kept_is_bounded_by_count_bytes_and_age(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database, options => options.Limits = "off");
        var told = await server.RecordedAsync(api => api.SyncAsync([new { email = "a@b.c", firstName = new string('ä', 200) }]));
        var now = TestServer.StartTime.ToUnixTimeMilliseconds();

        await FillAsync(server, told, CallStore.MaxCalls + 5, now);
        Assert.Equal(CallStore.MaxCalls, await CountAsync(server, now));

        await FillAsync(server, told with { Target = new string('x', 1024 * 1024) }, 40, now);
        Assert.InRange(await CountAsync(server, now), 25, 32);

        Assert.Equal(1, await CountAsync(server, now + CallStore.MaxAge + 1));
    }

    [Theory, OnEveryDatabase]
    public async Task A_long_body_is_cut_and_one_that_is_no_text_is_left_out(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);

        var longBody = await server.RecordedAsync(api => api.PostAsync("/rest/v1/leads.json", $$"""{"input":[{"email":"a@b.c","client_secret":"{{new string('s', 2 * CallCapture.MaxBody)}}"}]}"""));
        var bytes = await server.RecordedAsync(api =>
        {
            var content = new ByteArrayContent([0xFF, 0xFE, 0x00, 0x01]);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            return api.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/rest/v1/leads.json") { Content = content });
        });

        var cut = (await server.Recorder().FindAsync(longBody.RequestId))!.Exchange!.Request;
        Assert.True(cut.IsCut);
        Assert.DoesNotContain("sss", cut.Body, StringComparison.Ordinal);
        Assert.True(cut.Length > 2 * CallCapture.MaxBody);
        var left = (await server.Recorder().FindAsync(bytes.RequestId))!.Exchange!.Request;
        Assert.Equal((null, 4L), (left.Body, left.Length));
    }

    [Theory, OnEveryDatabase]
    public async Task Of_a_burst_the_first_calls_are_kept_and_the_others_counted(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database, options => options.Limits = "off");
        await server.RecordAsync(CallRecording.Calls);
        await server.Api.TokenAsync();
        await server.Recorder().ClearAsync();

        for (var i = 0; i < CallRecorder.MaxWaiting + 20; i++) await server.Api.GetAsync("/rest/v1/nothing.json");

        Assert.InRange(server.Recorder().Skipped, 19, 21);
        Assert.Equal(CallRecorder.MaxWaiting, (await server.Recorder().ListAsync(new CallFilter(), null, 2_000)).Calls.Count);
    }

    private static async Task FillAsync(TestServer server, RecordedCall call, int count, long now)
    {
        await using var session = await server.Instance.Database.WriteAsync();
        await CallStore.AddAsync(session, [.. Enumerable.Range(0, count).Select(i => (call with { At = now, RequestId = i.ToString(CultureInfo.InvariantCulture) }, (RecordedExchange?)null))]);
        await session.CommitAsync();
    }

    private static async Task<int> CountAsync(TestServer server, long now)
    {
        await using var session = await server.Instance.Database.WriteAsync();
        await CallStore.TrimAsync(session, now);
        await session.CommitAsync();
        return (int)(await session.Sql($"select count(*) from {session.Database.Table(CallsSchema.Table)}").NumberAsync())!.Value;
    }

    private static List<RecordedCall> All(CallWatch watch)
    {
        var calls = new List<RecordedCall>();
        while (watch.Calls.TryRead(out var call)) calls.Add(call);
        return calls;
    }
}
