using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Records.Engine;
using Leadbase.Records.Leads;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.Imports;

/// <summary>What an import has done, in records.</summary>
/// <param name="Read">Records in the file.</param>
/// <param name="Imported">Those in the log.</param>
/// <param name="Anonymous">Those of visitors whom nobody knows yet, which wait for their cookie to be associated.</param>
/// <param name="Skipped">Those that could not be imported.</param>
public sealed record ActivityImportCounts(long Read, long Imported, long Anonymous, long Skipped);

/// <summary>Imports activities of any type and date, in chunks of a transaction each, so that any number fits into memory.</summary>
/// <param name="instance">The instance.</param>
/// <param name="types">The activity types there are.</param>
/// <param name="report">Told each record that cannot be imported, and why.</param>
public sealed class ActivityImport(Instance instance, Func<long, ActivityTypeInfo?> types, Action<string> report)
{
    private const int Chunk = 2_000;

    private static readonly Column[] Columns =
    [
        new("id", StorageKind.Integer), new("cookie", StorageKind.Text), new("type", StorageKind.Integer), new("date", StorageKind.Integer),
        new("primary_id", StorageKind.Integer), new("primary_value", StorageKind.Text), new("attributes", StorageKind.Text),
    ];

    private readonly List<(string Place, ImportedActivity Activity)> _chunk = new(Chunk);
    private ActivityImportCounts _counts = new(0, 0, 0, 0);

    /// <summary>Reads every record, and writes those that can be imported.</summary>
    /// <param name="records">The records of a file.</param>
    /// <param name="write">Whether to write, or only to check.</param>
    /// <param name="cancel">Stops the import; chunks that are written stay.</param>
    public async Task<ActivityImportCounts> RunAsync(IAsyncEnumerable<FileRecord> records, bool write, CancellationToken cancel)
    {
        var schema = await RecordSchema.OfAsync(instance, cancel);
        await foreach (var record in records.WithCancellation(cancel))
        {
            _counts = _counts with { Read = _counts.Read + 1 };
            ImportedActivity? activity = null;
            if ((record.Problem ?? ImportedActivity.Read(record.Json, instance.TimeZone, types, out activity)) is { } problem) Skip(record.Place, problem);
            else _chunk.Add((record.Place, activity!));
            if (_chunk.Count == Chunk) await FlushAsync(schema, write, cancel);
        }
        if (_chunk.Count > 0) await FlushAsync(schema, write, cancel);
        return _counts;
    }

    private void Skip(string place, string problem)
    {
        _counts = _counts with { Skipped = _counts.Skipped + 1 };
        report($"{char.ToUpperInvariant(place[0])}{place[1..]}: {problem}.");
    }

    private async Task FlushAsync(RecordSchema schema, bool write, CancellationToken cancel)
    {
        var done = await WriteTransaction.RunAsync(instance, session => WriteAsync(session, schema, write), cancel);
        foreach (var (place, problem) in done.Problems) Skip(place, problem);
        _counts = _counts with { Imported = _counts.Imported + done.Known.Count, Anonymous = _counts.Anonymous + done.Unknown.Count };
        _chunk.Clear();
    }

    private async Task<Resolved> WriteAsync(Session session, RecordSchema schema, bool write)
    {
        var resolved = await ResolveAsync(session, schema);
        if (!write) return resolved;
        if (resolved.Unknown.Count > 0)
        {
            var ids = await session.Database.Dialect.AllocateIdsAsync(session, LeadCookies.Anonymous, resolved.Unknown.Count);
            await session.Database.Dialect.InsertAsync(session, session.Database.Table(LeadCookies.Anonymous), Columns, [.. resolved.Unknown.Select((u, i) =>
                new object?[] { ids[i], u.Cookie, u.Activity.Type, u.Activity.Date, u.Activity.PrimaryId, u.Activity.PrimaryValue, u.Activity.Attributes })]);
        }
        await ActivityLog.AppendAsync(session, resolved.Known);
        return resolved;
    }

    /// <summary>Whose the activities of the chunk are; the leads and cookies stay as they are until the transaction ends.</summary>
    private async Task<Resolved> ResolveAsync(Session session, RecordSchema schema)
    {
        var (lead, email) = (schema.Lead, schema.Lead.DedupeFields[0]);
        var byId = await RecordMatcher.ReadAsync(session, lead, lead.Id, Keys(a => a.Lead), []);
        var byEmail = await RecordMatcher.ReadAsync(session, lead, email, Keys(a => a.Email), []);
        string[] cookies = [.. Keys(a => a.Cookie).Cast<string>()];
        await LeadCookies.LockAsync(session, cookies);
        var owners = await LeadCookies.OwnersAsync(session, cookies);
        var resolved = new Resolved([], [], []);
        foreach (var (place, a) in _chunk)
        {
            if (a.Cookie is { } cookie && !owners.ContainsKey(cookie)) resolved.Unknown.Add((cookie, a.Activity));
            else if (LeadOf(a, out var problem) is { } id) resolved.Known.Add(a.Activity with { Lead = id });
            else resolved.Problems.Add((place, problem));
        }
        return resolved;

        long? LeadOf(ImportedActivity a, out string problem)
        {
            problem = "";
            if (a.Cookie is { } cookie) return owners[cookie];
            RecordRow? row;
            var several = a.Lead is { } id ? byId.Only(id, _ => true, out row) : byEmail.Only(a.Email!, _ => true, out row);
            if (several is not null) problem = $"several leads have the email '{a.Email}'";
            else if (row is null) problem = a.Lead is { } none ? $"there is no lead {none}" : $"no lead has the email '{a.Email}'";
            return row?.Id is { } found && several is null ? found : null;
        }
    }

    private object[] Keys<T>(Func<ImportedActivity, T?> key) => [.. _chunk.Select(c => (object?)key(c.Activity)).OfType<object>().Distinct()];

    private sealed record Resolved(List<Activity> Known, List<(string Cookie, Activity Activity)> Unknown, List<(string Place, string Problem)> Problems);
}
