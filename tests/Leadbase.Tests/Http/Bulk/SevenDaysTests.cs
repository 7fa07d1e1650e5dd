using System.Globalization;
using System.Text;
using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Http.Bulk;

/// <summary>Seven days of a loader and a warehouse's extract, hour by hour, with the clock of a test.</summary>
public sealed class SevenDaysTests
{
    private const string Root = "/bulk/v1/leads/export";
    private const int Hours = 7 * 24;
    private const int Polls = 10_000;
    private const int RowsOfAnHour = 40;
    private const long Quota = 1024 * 1024;
    private static readonly TimeZoneInfo Central = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");

    [Theory, OnEveryDatabase]
    public async Task A_week_of_imports_exports_and_polls(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Server.Catalogue.SetAsync(server.Instance, server.Instance.Settings with { Limits = server.Instance.Settings.Limits with { ExportQuotaMegabytes = 1 } });
        var token = await server.Api.TokenAsync();
        await server.ImportAsync(People("seed", 3_000));
        var week = new Week(server);

        for (var hour = 0; hour < Hours; hour++)
        {
            server.Clock.Advance(TimeSpan.FromHours(1));
            await week.HourAsync(hour, token);
            token = await server.Api.TokenAsync();
        }

        Assert.True(week.Polled >= Polls, $"{week.Polled} polls.");
        Assert.Equal(7 * 24, week.Imports.Count);
        // Every day but the last has had its quota used up, and the next one a new one.
        Assert.True(week.RefusedDays.Count >= 6, $"The quota was reached on {string.Join(", ", week.RefusedDays)}.");
        Assert.True(week.ExportedDays.Count >= 7, $"Exports were made on {string.Join(", ", week.ExportedDays)}.");
        Assert.Equal(3_000 + (Hours * RowsOfAnHour), await server.CountAsync());
        await week.ExpireAsync();
    }

    private static string People(string prefix, int count)
    {
        var text = new StringBuilder("email,firstName,lastName\n");
        for (var i = 0; i < count; i++) text.Append(CultureInfo.InvariantCulture, $"{prefix}-{i}@x.com,{new string('f', 60)},{new string('l', 60)}\n");
        return text.ToString();
    }

    private sealed class Week(TestServer server)
    {
        private readonly List<(string Id, DateTimeOffset At)> _exports = [];
        private readonly Dictionary<DateOnly, long> _bytes = [];

        public List<(long Id, DateTimeOffset At)> Imports { get; } = [];

        public HashSet<DateOnly> RefusedDays { get; } = [];

        public HashSet<DateOnly> ExportedDays { get; } = [];

        public int Polled { get; private set; }

        private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(server.Clock.GetUtcNow(), Central).DateTime);

        public async Task HourAsync(int hour, string oldToken)
        {
            await CheckOldTokenAsync(oldToken);
            server.Api.ForgetToken();
            var import = await server.ImportAsync(People($"h{hour}", RowsOfAnHour));
            Imports.Add((import, server.Clock.GetUtcNow()));
            Assert.Equal((RowsOfAnHour, 0, 0), (await server.Api.ImportStatusAsync(import)).Counters());
            await ExportAsync();
            for (var i = 0; i < (Polls / Hours) + 1; i++) await PollAsync(i);
        }

        /// <summary>What was made in the first hours is gone, and what was made in the last ones is there.</summary>
        public async Task ExpireAsync()
        {
            server.Clock.Advance(TimeSpan.FromHours(12));
            server.Api.ForgetToken();
            var limit = server.Clock.GetUtcNow().AddDays(-7);
            foreach (var (id, at) in Imports)
            {
                var reply = await server.Api.GetAsync($"/bulk/v1/leads/batch/{id}.json");
                Assert.True(at <= limit ? reply.Code == "1013" : reply.Success, $"{at}: {reply.Body}");
            }
            foreach (var (id, at) in _exports)
            {
                Assert.Equal("Completed", (await server.Api.OneAsync($"{Root}/{id}/status.json")).Text("status"));
                if (at <= limit) Assert.Equal(404, (await server.Api.GetAsync($"{Root}/{id}/file.json")).Status);
                else await server.Api.CheckedFileAsync(Root, id);
            }
        }

        // A token lives an hour.
        private async Task CheckOldTokenAsync(string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Root + ".json");
            request.Headers.Authorization = new("Bearer", token);
            Assert.Equal("602", (await server.Api.SendAsync(request)).Code);
        }

        private async Task ExportAsync()
        {
            var spent = _bytes.GetValueOrDefault(Today);
            var created = await server.Api.PostAsync(Root + "/create.json", new
            {
                fields = new[] { "id", "email", "firstName", "lastName" },
                filter = new { createdAt = new { startAt = "2026-03-01T00:00:00Z", endAt = "2026-03-31T00:00:00Z" } },
            });
            if (spent >= Quota)
            {
                Assert.Equal("1029", created.Code);
                RefusedDays.Add(Today);
                return;
            }
            Assert.True(created.Success, created.Body);
            var id = created.Result[0].Text("exportId")!;
            Assert.True((await server.Api.PostAsync($"{Root}/{id}/enqueue.json", null)).Success);
            await server.FinishJobsAsync();
            var file = await server.Api.CheckedFileAsync(Root, id);
            Assert.Equal(await server.CountAsync(), file.Count(c => c == '\n') - 1);
            _bytes[Today] = spent + file.Length;
            _exports.Add((id, server.Clock.GetUtcNow()));
            ExportedDays.Add(Today);
        }

        private async Task PollAsync(int number)
        {
            var status = number % 2 == 0 && _exports.Count > 0
                ? (await server.Api.OneAsync($"{Root}/{_exports[number % _exports.Count].Id}/status.json")).Text("status")
                : (await server.Api.ImportStatusAsync(Imports[number % Imports.Count].Id)).Text("status");
            Assert.True(status is "Complete" or "Completed", status);
            Polled++;
        }
    }
}
