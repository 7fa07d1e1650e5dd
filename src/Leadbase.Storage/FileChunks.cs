using System.IO.Pipelines;

namespace Leadbase.Storage;

/// <summary>
/// Files as rows of one or two megabytes: what an upload brought, and what a job made. A chunk is written in the transaction
/// of the step that made it, so that a file never has more or less in it than its job's progress says, and every server serves it.
/// </summary>
public static class FileChunks
{
    /// <summary>How long a chunk of an upload is at most, in bytes; an export's are up to twice as long.</summary>
    public const int Size = 1024 * 1024;

    private const string TableName = "bulk_chunk";

    /// <summary>The table.</summary>
    public static IEnumerable<string> Create(Database database)
    {
        var d = database.Dialect;
        var (text, number) = (d.TypeOf(StorageKind.Text), d.TypeOf(StorageKind.Integer));
        yield return $"""
            create table {database.Table(TableName)}
                (file {text} not null, seq {number} not null, start {number} not null, length {number} not null,
                 content {d.TypeOf(StorageKind.Bytes)} not null, primary key (file, seq))
            """;
        foreach (var statement in d.StoreUncompressed(database.Table(TableName), "content")) yield return statement;
    }

    /// <summary>The table's name in a database.</summary>
    public static string TableIn(Database database) => database.Table(TableName);

    /// <summary>Appends a chunk.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="file">The file.</param>
    /// <param name="seq">The chunk's number, from 0.</param>
    /// <param name="start">How many bytes are in the chunks before it.</param>
    /// <param name="content">Its bytes.</param>
    public static async Task AppendAsync(Session session, string file, long seq, long start, ReadOnlyMemory<byte> content) =>
        await session.Sql($"insert into {Table(session)} (file, seq, start, length, content) values ($1, $2, $3, $4, $5)")
            .Bind(file).Bind(seq).Bind(start).Bind(content.Length).Bind(content).ExecuteAsync();

    /// <summary>A chunk; null when the file has no such one.</summary>
    public static async Task<byte[]?> ReadAsync(Session session, string file, long seq)
    {
        await using var reader = await session.Sql($"select content from {Table(session)} where file = $1 and seq = $2").Bind(file).Bind(seq).QueryAsync();
        return await reader.ReadAsync() ? reader.GetFieldValue<byte[]>(0) : null;
    }

    /// <summary>How many chunks a file has, and how many bytes.</summary>
    public static async Task<(long Chunks, long Bytes)> MeasureAsync(Session session, string file) =>
        (await session.Sql($"select count(*), cast(coalesce(sum(length), 0) as bigint) from {Table(session)} where file = $1").Bind(file)
            .ListAsync(r => (r.GetInt64(0), r.GetInt64(1))))[0];

    /// <summary>Removes files.</summary>
    public static async Task DeleteAsync(Session session, IReadOnlyList<string> files)
    {
        if (files.Count == 0) return;
        await session.Sql($"delete from {Table(session)} where {session.Database.Dialect.In("file", 1)}").BindSet(files).ExecuteAsync();
    }

    /// <summary>Writes a stretch of a file, chunk by chunk: no more than one is in memory, and no reader stays open while a client is slow.</summary>
    /// <param name="database">The instance's database.</param>
    /// <param name="file">The file.</param>
    /// <param name="from">The first byte.</param>
    /// <param name="length">How many bytes.</param>
    /// <param name="body">Where to.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task CopyAsync(Database database, string file, long from, long length, PipeWriter body, CancellationToken cancel)
    {
        var end = from + length;
        while (from < end)
        {
            if (await FindAsync(database, file, from, cancel) is not var (start, content) || content.Length == 0) throw new IOException("A part of the file is gone.");
            var part = content.AsMemory((int)(from - start));
            if (part.Length > end - from) part = part[..(int)(end - from)];
            await body.WriteAsync(part, cancel);
            from += part.Length;
        }
    }

    private static async Task<(long Start, byte[] Content)?> FindAsync(Database database, string file, long position, CancellationToken cancel)
    {
        await using var session = await database.ReadAsync(cancel);
        await using var reader = await session
            .Sql($"select start, content from {Table(session)} where file = $1 and start <= $2 order by seq desc limit 1")
            .Bind(file).Bind(position).QueryAsync();
        return await reader.ReadAsync(cancel) ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    private static string Table(Session session) => TableIn(session.Database);
}
