using Leadbase.Storage;

namespace Leadbase.Activities;

/// <summary>
/// What each full stretch of the log holds: its latest date, and which types. Dates do not grow with positions (an import
/// brings old ones), so a reader who wants what happened since a moment, or a rare type, cannot know where to begin without.
/// A block is described once, by the transaction that fills it: an append costs nothing for it most of the time.
/// </summary>
public static class ActivityBlocks
{
    /// <summary>Positions in a block; positions 0 to 4,095 are block 0.</summary>
    internal const int Size = 4096;

    /// <summary>Blocks that one statement describes, at most.</summary>
    private const int MaxTogether = 256;

    // A bit per type would need as many bits as there are types. Two types with one bit cost reading, and hide nothing.
    private const int Bits = 63;

    private static readonly Column[] Columns = [new("block", StorageKind.Integer), new("max_date", StorageKind.Integer), new("types", StorageKind.Integer)];

    /// <summary>Types as the bits by which a block tells them.</summary>
    internal static long BitsOf(IEnumerable<long> types) => types.Aggregate(0L, (bits, type) => bits | (1L << (int)(type % Bits)));

    /// <summary>The blocks that an append has filled; part of its transaction.</summary>
    /// <param name="session">The transaction, which holds the log's counter row: the rows of the block are all there.</param>
    /// <param name="first">The first position that was appended.</param>
    /// <param name="next">The position that the next append begins with.</param>
    internal static async Task FilledAsync(Session session, long first, long next)
    {
        if (first / Size < next / Size) await DescribeAsync(session, first / Size, next / Size);
    }

    /// <summary>Describes the full blocks that are not: of a log that is older than the descriptions, or was filled past the server.</summary>
    public static async Task CompleteAsync(Session session)
    {
        // Nobody appends, and so nobody fills a block, until this is done.
        var next = await session
            .Sql($"select next from {session.Database.Table("sequence")} where name = $1{session.Database.Dialect.ForUpdate}")
            .Bind(ActivitiesSchema.Sequence).NumberAsync() ?? 0;
        if (await session.Sql($"select count(*) from {Table(session)}").NumberAsync() == next / Size) return;
        var known = (await session.Sql($"select block from {Table(session)}").ListAsync(r => r.GetInt64(0))).ToHashSet();
        for (var block = 0L; block < next / Size; block++)
        {
            if (known.Contains(block)) continue;
            var from = block;
            while (block < next / Size && !known.Contains(block) && block < from + MaxTogether) block++;
            await DescribeAsync(session, from, block--);
        }
    }

    /// <summary>The position before the first that may be of a moment or later.</summary>
    public static async Task<long> BeforeAsync(Session session, long moment)
    {
        var first = await session.Sql($"select min(block) from {Table(session)} where max_date >= $1").Bind(moment).NumberAsync()
            ?? (await session.Sql($"select max(block) + 1 from {Table(session)}").NumberAsync() ?? 0);
        return (first * Size) - 1;
    }

    internal static string Table(Session session) => session.Database.Table(ActivitiesSchema.Blocks);

    private static async Task DescribeAsync(Session session, long from, long to)
    {
        var rows = new Dictionary<long, object?[]>();
        for (var block = from; block < to; block++) rows[block] = [block, 0L, 0L];
        var block0 = $"position / {Size}";
        await using (var reader = await session
            .Sql($"select {block0}, type, max(date) from {session.Database.Table("activity")} where position >= $1 and position < $2 group by {block0}, type")
            .Bind(from * Size).Bind(to * Size).QueryAsync())
        {
            while (await reader.ReadAsync())
            {
                var row = rows[reader.GetInt64(0)];
                row[1] = Math.Max((long)row[1]!, reader.GetInt64(2));
                row[2] = (long)row[2]! | BitsOf([reader.GetInt64(1)]);
            }
        }
        await session.Database.Dialect.InsertAsync(session, Table(session), Columns, [.. rows.Values]);
    }
}
