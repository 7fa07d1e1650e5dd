using System.Globalization;
using System.Text;
using Leadbase.Tests.Http.Bulk;

namespace Leadbase.Tests.Crash;

/// <summary>A file that was uploaded: so many rows of new people, of which some fail and some have a warning.</summary>
/// <param name="Name">What the addresses of its people begin with.</param>
/// <param name="Rows">Its rows.</param>
internal sealed record LoadFile(string Name, int Rows)
{
    private const int FailsEvery = 500;
    private const int WarnsEvery = 700;

    /// <summary>The batch id; null when a crash cut the upload's answer off.</summary>
    public long? Batch { get; set; }

    public int Failed => (Rows + FailsEvery - 1) / FailsEvery;

    public int Warned => Enumerable.Range(0, Rows).Count(i => IsDoubtful(i) && !Fails(i));

    public int Imported => Rows - Failed;

    /// <summary>The file.</summary>
    public string Text()
    {
        var text = new StringBuilder("email,firstName,leadScore\n");
        for (var i = 0; i < Rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Name}-{i}{(IsDoubtful(i) ? "" : "@x.test")},First {i},{(Fails(i) ? "x" : "1")}\n");
        }
        return text.ToString();
    }

    private static bool Fails(int row) => row % FailsEvery == 0;

    private static bool IsDoubtful(int row) => row % WarnsEvery == 1;
}

/// <summary>A client of bulk imports and exports that outlives its servers, and knows what must come of them.</summary>
internal sealed class BulkLoad(CrashedData data, int rows)
{
    private const int MaxOpen = 2;
    private const string Root = "/bulk/v1/leads/export";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly List<LoadFile> _files = [];
    private readonly List<string> _exports = [];
    private readonly HashSet<string> _over = [];
    private object? _seeded;
    private string _checksum = "";

    public int Files => _files.Count;

    public int Exports => _exports.Count;

    /// <summary>Imports people who do not change any more, and exports them once: every later export of them is the same file.</summary>
    public async Task SeedAsync(ApiClient api, int people)
    {
        await UploadAsync(api, people);
        await WaitAsync(api);
        // What is imported from now on is of a later second.
        await Task.Delay(TimeSpan.FromSeconds(2));
        _seeded = new { startAt = DateTimeOffset.UtcNow.AddDays(-1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), endAt = DateTimeOffset.UtcNow.AddSeconds(-1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) };
        var id = await ExportAsync(api);
        await WaitAsync(api);
        _checksum = (await api.OneAsync($"{Root}/{id}/status.json")).Text("fileChecksum")!;
        Assert.Equal(_files[0].Imported + 1, (await api.CheckedFileAsync(Root, id)).Count(c => c == '\n'));
    }

    /// <summary>Keeps two imports and two exports under way.</summary>
    public async Task FeedAsync(ApiClient api)
    {
        var (imports, exports) = await OpenAsync(api);
        for (; imports < MaxOpen; imports++) await UploadAsync(api, rows);
        for (; exports < MaxOpen; exports++) await ExportAsync(api);
    }

    /// <summary>Waits until everything that was taken is over.</summary>
    public async Task WaitAsync(ApiClient api)
    {
        var end = DateTime.UtcNow + Patience;
        while (await OpenAsync(api) is var (imports, exports) && imports + exports > 0)
        {
            Assert.True(DateTime.UtcNow < end, $"{imports} imports and {exports} exports are not over after {Patience}.");
            await Task.Delay(50);
        }
    }

    /// <summary>Every row of every file is there once, the counters are exact, and every export is whole.</summary>
    public async Task CheckAsync(ApiClient api)
    {
        foreach (var file in _files)
        {
            var (people, distinct) = await CountAsync(file);
            // An upload that was not answered was kept as a whole or not at all.
            if (file.Batch is not { } batch)
            {
                Assert.True(people == 0 || people == file.Imported, $"{people} of {file.Imported} rows of {file.Name} are there.");
                continue;
            }
            var status = await api.ImportStatusAsync(batch);
            Assert.True(status.Text("status") == "Complete", status.GetRawText());
            Assert.Equal((file.Imported, file.Failed, file.Warned), status.Counters());
            Assert.Equal((file.Imported, file.Imported), (people, distinct));
            Assert.Equal(file.Failed + 1, (await api.ReportAsync(batch, "failures")).Body.Count(c => c == '\n'));
            Assert.Equal(file.Warned + 1, (await api.ReportAsync(batch, "warnings")).Body.Count(c => c == '\n'));
        }
        foreach (var id in _exports)
        {
            var status = await api.OneAsync($"{Root}/{id}/status.json");
            Assert.True(status.Text("status") == "Completed", status.GetRawText());
            Assert.Equal((_checksum, _files[0].Imported), (status.Text("fileChecksum"), status.Number("numberOfRecords")));
        }
        // The files themselves, byte by byte: of a few, as they are all of one length.
        foreach (var id in _exports.TakeLast(5)) await api.CheckedFileAsync(Root, id);
        // A New Lead activity for each lead, and no more.
        Assert.Equal(
            await data.NumberAsync("select count(*) from {0}\"lead\""),
            await data.NumberAsync("select count(distinct lead) from {0}\"activity\" where type = 12"));
        Assert.Equal(
            await data.NumberAsync("select count(*) from {0}\"lead\""), await data.NumberAsync("select count(*) from {0}\"activity\" where type = 12"));
    }

    private async Task<(long People, long Distinct)> CountAsync(LoadFile file) => (
        await data.NumberAsync($"select count(*) from {{0}}\"lead\" where email like '{file.Name}-%'"),
        await data.NumberAsync($"select count(distinct email) from {{0}}\"lead\" where email like '{file.Name}-%'"));

    private async Task<(int Imports, int Exports)> OpenAsync(ApiClient api)
    {
        var (imports, exports) = (0, 0);
        foreach (var batch in _files.Select(f => f.Batch).OfType<long>().Where(b => !_over.Contains($"{b}")))
        {
            if ((await api.ImportStatusAsync(batch)).Text("status") is "Complete" or "Failed") _over.Add($"{batch}");
            else imports++;
        }
        foreach (var id in _exports.Where(e => !_over.Contains(e)))
        {
            if ((await api.OneAsync($"{Root}/{id}/status.json")).Text("status") is "Completed" or "Failed") _over.Add(id);
            else exports++;
        }
        return (imports, exports);
    }

    private async Task UploadAsync(ApiClient api, int count)
    {
        var file = new LoadFile($"f{_files.Count}", count);
        _files.Add(file);
        file.Batch = await api.QueueAsync(BulkSteps.Leads, file.Text());
    }

    private async Task<string> ExportAsync(ApiClient api)
    {
        var id = await api.CreateExportAsync(Root, new { fields = new[] { "id", "email", "firstName", "leadScore" }, filter = new { createdAt = _seeded } });
        // One whose answer a crash cut off is left to itself.
        if ((await api.PostAsync($"{Root}/{id}/enqueue.json", null)).Success) _exports.Add(id);
        return id;
    }
}
