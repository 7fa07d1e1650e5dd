using System.Security.Cryptography;
using Leadbase.Accounts;
using Leadbase.Bulk.Files;
using Leadbase.Records.Fields;
using Leadbase.Storage;

namespace Leadbase.Bulk.Exports;

/// <summary>A stretch of an export's records, as its part of the file.</summary>
/// <param name="From">How far the export was before it.</param>
/// <param name="Next">How far it is with it.</param>
/// <param name="Chunk">Its part of the file, until the stretch after the next is read; empty when it has none.</param>
internal sealed record Stretch(ExportProgress From, ExportProgress Next, ReadOnlyMemory<byte> Chunk);

/// <summary>
/// Reads an export stretch by stretch: the next one already while the last is being written, into two buffers by turns,
/// and with the checksum of all that was. A server that goes on with what another began has a new one.
/// </summary>
internal sealed class ExportReader(Instance instance, IExportKind kind, ExportOrder order, CancellationToken cancel) : IAsyncDisposable
{
    // A stretch ends here, however few records it has: what a step holds in memory does not depend on how large they are.
    private const int MaxBytes = 2 * FileChunks.Size;

    // And here, however few of them the filter lets through: a step is well under a second.
    private const long MaxKeys = 200_000;
    private const int FirstRecords = 2_000;
    private const int MaxRecords = 50_000;

    private readonly CsvOutput[] _buffers = [new(order.Delimiter, MaxBytes + (FileChunks.Size / 4)), new(order.Delimiter, MaxBytes + (FileChunks.Size / 4))];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _hashed;
    private int _turn;
    private Stretch? _last;
    private Task<Stretch?>? _ahead;

    /// <summary>The stretch that follows; null when what the order names is gone.</summary>
    public async Task<Stretch?> ReadAsync(ExportProgress progress)
    {
        Hash(progress);
        var stretch = await (_ahead ?? NextAsync(progress));
        _ahead = null;
        if (stretch is not null && stretch.From != progress) throw new InvalidOperationException("A step of an export was left out.");
        if (stretch is { Next.Read: false }) _ahead = Task.Run(() => NextAsync(stretch.Next), CancellationToken.None);
        return _last = stretch;
    }

    /// <summary>The checksum of the whole file; null when this reader has not read all of it.</summary>
    public string? Checksum(ExportProgress progress)
    {
        Hash(progress);
        return _hashed == progress.Chunks ? Text(_hash) : null;
    }

    /// <summary>A checksum as a status tells it.</summary>
    public static string Text(IncrementalHash hash) => $"sha256:{Convert.ToHexStringLower(hash.GetCurrentHash())}";

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_ahead is { } ahead) await ahead.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        _hash.Dispose();
    }

    /// <summary>Adds the last stretch to the checksum, now that it is written.</summary>
    private void Hash(ExportProgress progress)
    {
        if (_last is not { Chunk.Length: > 0 } last || last.Next != progress || last.From.Chunks != _hashed) return;
        _hash.AppendData(last.Chunk.Span);
        _hashed++;
    }

    private async Task<Stretch?> NextAsync(ExportProgress progress)
    {
        await using var session = await instance.Database.ReadAsync(cancel);
        if (await kind.OpenAsync(instance, session, order, cancel) is not { } query) return null;
        var csv = _buffers[_turn ^= 1];
        csv.Clear();
        if (progress.Chunks == 0)
        {
            foreach (var column in query.Columns) csv.Text(column);
            csv.EndRow();
        }
        return await ReadAsync(session, query, progress, csv);
    }

    private static async Task<Stretch> ReadAsync(Session session, ExportQuery query, ExportProgress progress, CsvOutput csv)
    {
        var after = progress.Chunks == 0 ? query.From : progress.After;
        var (to, limit) = (Math.Min(after + MaxKeys, query.Last), RecordsOf(progress));
        var (last, count) = (after, 0);
        if (to > after)
        {
            var statement = session.Sql(query.Sql(limit)).Bind(after).Bind(to);
            query.Bind(statement);
            await using var reader = await statement.ScanAsync();
            while (csv.Written.Length < MaxBytes && reader.Read())
            {
                last = reader.GetInt64(0);
                query.Write(csv, reader);
                count++;
            }
        }
        // Either the keys were read to their end, or there may be more of them.
        var more = count == limit || csv.Written.Length >= MaxBytes;
        var next = new ExportProgress(
            more ? last : Math.Max(after, to), progress.Chunks + (csv.Written.Length > 0 ? 1 : 0), progress.Bytes + csv.Written.Length,
            progress.Records + count, Read: !more && to >= query.Last);
        return new Stretch(progress, next, csv.Written);
    }

    /// <summary>As many records as fill a chunk, by what those before them took: what is read beyond it is thrown away.</summary>
    private static int RecordsOf(ExportProgress progress)
    {
        if (progress.Records == 0) return FirstRecords;
        var records = MaxBytes * progress.Records / Math.Max(1, progress.Bytes);
        return (int)Math.Clamp(records / 500 * 500, 500, MaxRecords);
    }
}
