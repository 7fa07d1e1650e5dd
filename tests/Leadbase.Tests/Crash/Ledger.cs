namespace Leadbase.Tests.Crash;

/// <summary>What a lead was written with: a tag that names the batch, and a score.</summary>
internal readonly record struct Values(string Tag, long Score);

/// <summary>A lead that the server has acknowledged, with everything that was ever acknowledged for it, in order.</summary>
internal sealed record LedgerLead(string Email, long Id, List<Values> History)
{
    public Values Present => History[^1];
}

/// <summary>A batch that was sent: new addresses, and leads that exist.</summary>
internal sealed record Batch(string Tag, IReadOnlyList<(string Email, long Score)> Created, IReadOnlyList<(LedgerLead Lead, long Score)> Updated)
{
    public IEnumerable<string> Emails => Created.Select(c => c.Email).Concat(Updated.Select(u => u.Lead.Email));
}

/// <summary>What one writer knows: the leads that are there, and the one batch whose fate a crash left open.</summary>
internal sealed class Ledger(int writer, Random random)
{
    private const int MaxCreated = 12;
    private const int MaxUpdated = 8;
    private readonly List<LedgerLead> _leads = [];
    private int _batches;
    private int _addresses;

    public IReadOnlyList<LedgerLead> Leads => _leads;

    /// <summary>The batch under way; null when every one is decided.</summary>
    public Batch? Pending { get; private set; }

    public int Acknowledged { get; private set; }

    /// <summary>In-flight batches that turned out to have been committed, and not.</summary>
    public (int Kept, int Lost) InFlight { get; private set; }

    /// <summary>The next batch; none may be pending.</summary>
    public Batch Next()
    {
        Assert.Null(Pending);
        var created = Enumerable.Range(0, random.Next(1, MaxCreated + 1)).Select(_ => ($"w{writer}-{_addresses++}@x.test", (long)random.Next(1, 1_000))).ToList();
        // Each score differs from the last one, so that every update changes two values.
        var updated = Enumerable.Range(0, Math.Min(_leads.Count, random.Next(0, MaxUpdated + 1)))
            .Select(_ => _leads[random.Next(_leads.Count)]).DistinctBy(l => l.Email).Select(l => (l, l.Present.Score + random.Next(1, 1_000))).ToList();
        return Pending = new Batch($"w{writer}-b{_batches++}", created, updated);
    }

    /// <summary>The server has answered: ids in the order of the batch.</summary>
    public void Acknowledge(IReadOnlyList<long> ids)
    {
        Acknowledged++;
        Apply(ids);
    }

    /// <summary>A look after the crash: the ids of the pending batch's new leads, or nothing when it was not kept.</summary>
    public void Resolve(IReadOnlyList<long>? ids)
    {
        InFlight = ids is null ? InFlight with { Lost = InFlight.Lost + 1 } : InFlight with { Kept = InFlight.Kept + 1 };
        if (ids is null) Pending = null;
        else Apply(ids);
    }

    private void Apply(IReadOnlyList<long> ids)
    {
        var batch = Pending!;
        foreach (var (lead, score) in batch.Updated) lead.History.Add(new Values(batch.Tag, score));
        for (var i = 0; i < batch.Created.Count; i++) _leads.Add(new LedgerLead(batch.Created[i].Email, ids[i], [new Values(batch.Tag, batch.Created[i].Score)]));
        Pending = null;
    }
}
