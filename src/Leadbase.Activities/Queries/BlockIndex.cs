using Leadbase.Storage;

namespace Leadbase.Activities.Queries;

/// <summary>
/// The descriptions of an instance's full blocks, in memory: they never change, and there are few. Those that others have
/// written since are read when the log's end says that there are some.
/// </summary>
internal sealed class BlockIndex
{
    private readonly Lock _lock = new();
    private Block[] _blocks = new Block[64];
    private int _count;

    private readonly record struct Block(long MaxDate, long Types);

    /// <summary>A stretch of the log to be looked through.</summary>
    /// <param name="After">The position before its first.</param>
    /// <param name="To">Its last position.</param>
    public readonly record struct Stretch(long After, long To);

    /// <summary>Takes in the blocks that are full when the log ends at a position.</summary>
    public async Task LoadAsync(Session session, long end)
    {
        var (known, full) = (Volatile.Read(ref _count), (int)((end + 1) / ActivityBlocks.Size));
        if (known >= full) return;
        var rows = await session.Sql($"select block, max_date, types from {ActivityBlocks.Table(session)} where block >= $1 and block < $2 order by block")
            .Bind(known).Bind(full).ListAsync(r => (Number: (int)r.GetInt64(0), Block: new Block(r.GetInt64(1), r.GetInt64(2))));
        lock (_lock)
        {
            if (_count >= full) return;
            if (full > _blocks.Length) Array.Resize(ref _blocks, Math.Max(full, _blocks.Length * 2));
            // What is not described may hold anything.
            Array.Fill(_blocks, new Block(long.MaxValue, ~0L), _count, full - _count);
            foreach (var (number, block) in rows) _blocks[number] = block;
            Volatile.Write(ref _count, full);
        }
    }

    /// <summary>The next stretch of blocks that may hold one of the types since a moment; null when there is none up to the end.</summary>
    /// <param name="after">The position before the first that counts.</param>
    /// <param name="end">The last position that counts.</param>
    /// <param name="since">The moment.</param>
    /// <param name="types">The types, as <see cref="ActivityBlocks.BitsOf"/> has them.</param>
    public Stretch? Next(long after, long end, long since, long types)
    {
        // Read in this order: blocks up to the count are in this array or in a later one, and do not change.
        var count = Volatile.Read(ref _count);
        var blocks = Volatile.Read(ref _blocks);
        var block = (after + 1) / ActivityBlocks.Size;
        while (block < count && !MayMatch(blocks[block])) block++;
        var from = Math.Max(after, (block * ActivityBlocks.Size) - 1);
        if (from >= end) return null;
        while (block < count && MayMatch(blocks[block])) block++;
        return new Stretch(from, block < count ? Math.Min(end, (block * ActivityBlocks.Size) - 1) : end);

        bool MayMatch(Block b) => b.MaxDate >= since && (b.Types & types) != 0;
    }
}
