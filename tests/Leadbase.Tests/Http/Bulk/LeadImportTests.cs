using System.Globalization;
using System.Text;
using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Http.Bulk;

/// <summary>"Bulk Lead Import": the way of a file from the upload to its counters.</summary>
public sealed class LeadImportTests
{
    [Theory, OnEveryDatabase]
    public async Task Rows_become_leads_and_the_counters_say_so(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.HoldAsync("import");

        var queued = await server.Api.UploadAsync("/bulk/v1/leads.json?format=csv", "firstName,lastName,email\nAble,Baker,a@x.com\nCharlie,Dog,c@x.com\nEasy,Fox,e@x.com\n");

        var id = Assert.Single(queued.Result).Number("batchId");
        Assert.Equal($$"""{"batchId":{{id}},"importId":"{{id}}","status":"Queued"}""", queued.Result[0].GetRawText());
        Assert.Equal(
            $$"""{"batchId":{{id}},"importId":"{{id}}","status":"Queued","numOfLeadsProcessed":0,"numOfRowsFailed":0,"numOfRowsWithWarning":0}""",
            (await server.Api.ImportStatusAsync(id)).GetRawText());
        await server.ReleaseAsync();
        Assert.Equal(
            $$"""{"batchId":{{id}},"importId":"{{id}}","status":"Complete","numOfLeadsProcessed":3,"numOfRowsFailed":0,"numOfRowsWithWarning":0,"message":"Import succeeded, 3 records imported (3 members)"}""",
            (await server.Api.ImportStatusAsync(id)).GetRawText());
        Assert.Equal(["Able", "Charlie", "Easy"], await NamesAsync(server, "a@x.com,c@x.com,e@x.com"));
        Assert.Equal(3, (await server.LogAsync()).Count(a => a.Type == 12));
    }

    [Theory, OnEveryDatabase]
    public async Task A_known_person_is_updated_and_an_empty_value_clears(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var known = await server.Api.CreateAsync(new { email = "a@x.com", firstName = "Ada", lastName = "King" });

        await server.ImportAsync("email,firstName,lastName\nA@X.com,,Lovelace\nnew@x.com,New,\n");

        Assert.Equal(2, await server.CountAsync());
        Assert.Equal($$"""{"id":{{known}},"firstName":null,"lastName":"Lovelace"}""", (await server.Api.ReadAsync(known, "firstName,lastName")).GetRawText());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, "csv", ",")]
    [InlineData(DatabaseKind.Sqlite, "TSV", "\t")]
    [InlineData(DatabaseKind.Sqlite, "ssv", ";")]
    [InlineData(DatabaseKind.Sqlite, "", ",")]
    public async Task The_format_names_the_delimiter_of_the_file_and_of_what_tells_about_it(DatabaseKind database, string format, string delimiter)
    {
        await using var server = await LeadSteps.StartAsync(database);
        string[] rows = ["email,firstName,leadScore", "a@x.com,Ada,12", "b@x.com,Bob,many"];

        var id = await server.ImportAsync(string.Join('\n', rows).Replace(",", delimiter, StringComparison.Ordinal), format.Length == 0 ? "" : $"?format={format}");

        Assert.Equal((1, 1, 0), (await server.Api.ImportStatusAsync(id)).Counters());
        Assert.Equal(["Ada"], await NamesAsync(server, "a@x.com"));
        string[] expected = ["email,firstName,leadScore,Import Failure Reason", "b@x.com,Bob,many,Invalid data type in field Lead Score\n"];
        Assert.Equal(string.Join('\n', expected).Replace(",", delimiter, StringComparison.Ordinal), (await server.Api.ReportAsync(id, "failures")).Body);
    }

    [Theory, OnEveryDatabase]
    public async Task Quotes_newlines_a_byte_order_mark_and_any_letter_are_read_as_written(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        const string File = "\uFEFFemail,firstName,lastName\r\na@x.com,\"Ada, \"\"the\"\" first\",\"two\nlines\"\r\nb@x.com,Zoë Ångström,日本語 😀\r\n";

        var id = await server.ImportAsync(File);

        var status = await server.Api.ImportStatusAsync(id);
        Assert.True(status.Counters() == (2, 0, 0), status.GetRawText());
        var reply = await server.Api.FindAsync("email", "a@x.com,b@x.com", "&fields=firstName,lastName");
        Assert.Equal(
            [("Ada, \"the\" first", "two\nlines"), ("Zoë Ångström", "日本語 😀")],
            reply.Result.Select(r => (r.Text("firstName"), r.Text("lastName"))));
    }

    [Theory, OnEveryDatabase]
    public async Task A_cell_that_a_spreadsheet_would_run_is_stored_as_it_is(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);

        await server.ImportAsync("email,firstName,lastName\na@x.com,=1+1,\"=HYPERLINK(\"\"http://x\"\")\"\nb@x.com,@SUM(A1),+4\n");

        var reply = await server.Api.FindAsync("email", "a@x.com,b@x.com", "&fields=firstName,lastName");
        Assert.Equal([("=1+1", "=HYPERLINK(\"http://x\")"), ("@SUM(A1)", "+4")], reply.Result.Select(r => (r.Text("firstName"), r.Text("lastName"))));
    }

    [Theory, OnEveryDatabase]
    public async Task Another_encoding_fails_the_import_with_a_clear_message(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        const string Text = "email,firstName\na@x.com,Zoë\n";

        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.Latin1 })
        {
            var reply = await server.Api.UploadAsync(BulkSteps.Leads, [.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]);
            Assert.True(reply.Success, reply.Body);
            Assert.Equal("Failed", reply.Result[0].Text("status"));
            var status = await server.Api.ImportStatusAsync(reply.Result[0].Number("batchId"));
            Assert.Equal("Failed", status.Text("status"));
            Assert.Contains("UTF-8", status.Text("message"), StringComparison.Ordinal);
        }
        Assert.Equal(0, await server.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task An_invalid_email_is_a_warning_and_the_row_is_imported(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);

        var id = await server.ImportAsync("firstName,lastName,email,leadScore\nAerys,Targaryen,INVALID_EMAIL,0\n");

        var status = await server.Api.ImportStatusAsync(id);
        Assert.Equal((1, 0, 1), status.Counters());
        Assert.Equal("Import succeeded, 1 records imported (1 members), 1 warning.", status.Text("message"));
        var file = await server.Api.ReportAsync(id, "warnings");
        Assert.Equal("firstName,lastName,email,leadScore,Import Warning Reason\nAerys,Targaryen,INVALID_EMAIL,0,Invalid email address\n", file.Body);
        Assert.Equal("text/csv; charset=UTF-8", file.ContentHeaders.ContentType!.ToString(), ignoreCase: true);
        Assert.Equal(1, await server.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task A_failed_row_is_told_as_it_stood_and_the_others_go_through(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);

        var id = await server.ImportAsync("email,firstName,leadScore\na@x.com,Ada,1\nb@x.com,\"B,\"\"b\"\"\",many\nshort@x.com\nc@x.com,Cy,3\n");

        var status = await server.Api.ImportStatusAsync(id);
        Assert.Equal((2, 2, 0), status.Counters());
        Assert.Equal("Import completed with errors, 2 records imported (2 members), 2 failed", status.Text("message"));
        var lines = (await server.Api.ReportAsync(id, "failures")).Body.Split('\n');
        Assert.Equal("email,firstName,leadScore,Import Failure Reason", lines[0]);
        Assert.Equal("b@x.com,\"B,\"\"b\"\"\",many,Invalid data type in field Lead Score", lines[1]);
        Assert.StartsWith("short@x.com,", lines[2], StringComparison.Ordinal);
        Assert.Equal(404, (await server.Api.ReportAsync(id, "warnings")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_header_with_an_unknown_field_fails_the_whole_file(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);

        var id = await server.ImportAsync("email,nothing\na@x.com,1\n");

        var status = await server.Api.ImportStatusAsync(id);
        Assert.Equal("Failed", status.Text("status"));
        Assert.Contains("nothing", status.Text("message"), StringComparison.Ordinal);
        Assert.Equal(0, await server.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task A_file_of_more_parts_than_one_is_imported_in_its_order(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var file = new StringBuilder("email,firstName,leadScore\n");
        for (var i = 0; i < 6_000; i++) file.Append(CultureInfo.InvariantCulture, $"p{i}@x.com,First {i},{(i % 1_000 == 0 ? "x" : "1")}\n");
        // The same person again, in a later part: the last row counts.
        file.Append("p1@x.com,Last,1\n");

        var batch = await server.Api.QueueAsync(BulkSteps.Leads, file.ToString());
        var seen = (Processed: 0L, Failed: 0L, Warned: 0L);
        for (var i = 0; i < 2_000 && (await server.Api.ImportStatusAsync(batch)).Text("status") != "Complete"; i++)
        {
            var now = (await server.Api.ImportStatusAsync(batch)).Counters();
            Assert.True(now.Processed >= seen.Processed && now.Failed >= seen.Failed, $"{seen} is followed by {now}.");
            seen = now;
            await Task.Delay(10);
        }

        Assert.Equal((5_995, 6, 0), (await server.Api.ImportStatusAsync(batch)).Counters());
        Assert.Equal(5_994, await server.CountAsync());
        Assert.Equal(["Last"], await NamesAsync(server, "p1@x.com"));
        Assert.Equal(8, (await server.Api.ReportAsync(batch, "failures")).Body.Split('\n').Length);
    }

    [Theory, OnEveryDatabase]
    public async Task Id_as_lookup_field_only_updates(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var known = await server.Api.CreateAsync(new { email = "a@x.com" });

        var id = await server.ImportAsync($"id,firstName\n{known},Ada\n99999,Nobody\n", "?lookupField=id");

        Assert.Equal((1, 1, 0), (await server.Api.ImportStatusAsync(id)).Counters());
        Assert.Equal("\"Ada\"", await server.Api.ValueAsync(known, "firstName"));
        Assert.Equal("id,firstName,Import Failure Reason\n99999,Nobody,Lead not found\n", (await server.Api.ReportAsync(id, "failures")).Body);
        Assert.Equal(1, await server.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task A_custom_field_can_be_the_lookup_field(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.AddFieldAsync("code", "string");
        var known = await server.Api.CreateAsync(new { email = "a@x.com", code = "A-1" });

        await server.ImportAsync("code,firstName\nA-1,Ada\nB-2,Bob\n", "?lookupField=code");

        Assert.Equal("\"Ada\"", await server.Api.ValueAsync(known, "firstName"));
        Assert.Equal(2, await server.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task Imported_people_join_the_list_once(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);
        var known = await server.Api.CreateAsync(new { email = "a@x.com" });

        foreach (var _ in Enumerable.Range(0, 2)) await server.ImportAsync("email,firstName\na@x.com,Ada\nb@x.com,Bob\n", "?listId=1002");

        var members = (await server.Api.GetAsync("/rest/v1/list/1002/leads.json")).Result;
        Assert.Equal(["a@x.com", "b@x.com"], members.Select(m => m.Text("email")).Order());
        Assert.Contains(known, members.Select(m => m.Number("id")));
        Assert.Equal(2, (await server.LogAsync()).Count(a => a.Type == 24));
    }

    [Theory, OnEveryDatabase]
    public async Task A_list_that_is_being_imported_to_is_1019_and_another_one_is_not(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);
        await server.HoldAsync("import");
        const string File = "email\na@x.com\n";
        await server.Api.QueueAsync(BulkSteps.Leads + "?listId=1002", File);

        var busy = await server.Api.UploadAsync(BulkSteps.Leads + "?listId=1002", File);

        Assert.Equal(("1019", "Import in progress"), (busy.Code, busy.Message));
        await server.Api.QueueAsync(BulkSteps.Leads + "?listId=1001", File);
        await server.ReleaseAsync();
        await server.Api.QueueAsync(BulkSteps.Leads + "?listId=1002", File);
    }

    [Theory, OnEveryDatabase]
    public async Task The_eleventh_import_is_1016_whatever_its_kind(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.HoldAsync("import");
        var ids = new List<long>();
        for (var i = 0; i < 10; i++) ids.Add(await server.Api.QueueAsync(BulkSteps.Leads, $"email,firstName\na@x.com,N{i}\n"));

        var refused = await server.Api.UploadAsync(BulkSteps.Leads, "email\nz@x.com\n");

        Assert.Equal(("1016", "Too many imports"), (refused.Code, refused.Message));
        await server.ReleaseAsync();
        foreach (var id in ids) Assert.Equal("Complete", (await server.Api.ImportStatusAsync(id)).Text("status"));
        Assert.Equal(1, await server.CountAsync());
        await server.Api.QueueAsync(BulkSteps.Leads, "email\nz@x.com\n");
    }

    [Theory, OnEveryDatabase]
    public async Task A_partition_receives_the_new_people(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        using var both = await server.ServiceAsync("Both", [LeadSteps.ReadWrite], "Default", "Europe");
        using var europe = await server.ServiceAsync("Europe", [LeadSteps.ReadWrite], "Europe");

        await both.QueueAsync(BulkSteps.Leads + "?partitionName=Europe", "email\na@x.com\n");
        await server.FinishJobsAsync();

        Assert.Single((await europe.FindAsync("email", "a@x.com")).Result);
        Assert.Empty((await server.Api.FindAsync("email", "a@x.com")).Result);
        Assert.Equal("1008", (await europe.UploadAsync(BulkSteps.Leads + "?partitionName=Default", "email\na@x.com\n")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Results_are_gone_after_seven_days(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.ImportAsync("email,leadScore\na@x.com,x\n");

        server.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        server.Api.ForgetToken();
        Assert.Equal((0, 1, 0), (await server.Api.ImportStatusAsync(id)).Counters());
        Assert.Equal(200, (await server.Api.ReportAsync(id, "failures")).Status);
        server.Clock.Advance(TimeSpan.FromSeconds(1));

        server.Api.ForgetToken();
        Assert.Equal("1013", (await server.Api.GetAsync($"/bulk/v1/leads/batch/{id}.json")).Code);
        Assert.Equal(404, (await server.Api.ReportAsync(id, "failures")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task An_import_is_known_by_its_own_kind_only(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.ImportAsync("email\na@x.com\n");

        Assert.Equal("1013", (await server.Api.GetAsync("/bulk/v1/leads/batch/99999.json")).Code);
        Assert.Equal("1013", (await server.Api.GetAsync($"/bulk/v1/program/members/import/{id}/status.json")).Code);
        var missing = await server.Api.ReportAsync(99999, "warnings");
        Assert.Equal((404, "text/plain"), (missing.Status, missing.ContentHeaders.ContentType!.MediaType));
    }

    private static async Task<string?[]> NamesAsync(TestServer server, string emails) =>
        [.. (await server.Api.FindAsync("email", emails, "&fields=firstName")).Result.Select(r => r.Text("firstName"))];
}
