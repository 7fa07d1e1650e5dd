namespace Leadbase.Tests.Model;

/// <summary>A lead of the model: its fields as texts.</summary>
internal sealed class ModelLead(long id)
{
    public long Id { get; } = id;

    public Dictionary<string, string?> Values { get; } = new(StringComparer.Ordinal);

    public HashSet<long> Lists { get; } = [];

    public string? this[string field] => Values.GetValueOrDefault(field);
}

/// <summary>What a record of a batch must have become: a status, or the code of the reason it was skipped for.</summary>
internal sealed record ModelOutcome(string Status, ModelLead? Lead);

/// <summary>
/// Leads as the documentation has them, as plainly as they can be written: a list that is searched from end to end. Answers
/// of the server are compared with what this says.
/// </summary>
internal sealed class ModelLeads
{
    /// <summary>The fields that the model knows.</summary>
    public static readonly string[] Fields = ["email", "firstName", "leadScore", "code"];

    private readonly List<ModelLead> _leads = [];

    /// <summary>Every lead there is, in the order of ids.</summary>
    public IEnumerable<ModelLead> All => _leads.OrderBy(l => l.Id);

    public ModelLead? Find(long id) => _leads.FirstOrDefault(l => l.Id == id);

    /// <summary>The leads whose field has one of the values: emails without regard to case, other texts with.</summary>
    public IEnumerable<ModelLead> With(string field, IEnumerable<string> values) => All.Where(l => values.Any(v => Same(field, field == "id" ? $"{l.Id}" : l[field], v)));

    /// <summary>What Sync Leads does with one record of a batch.</summary>
    /// <param name="action">The action.</param>
    /// <param name="lookup">The lookup field.</param>
    /// <param name="record">The record's members; a value of <c>!</c> is of the wrong type.</param>
    /// <param name="newId">The id that the server gave, if it created a lead.</param>
    public ModelOutcome Sync(string action, string lookup, IReadOnlyList<KeyValuePair<string, string?>> record, Func<long> newId)
    {
        foreach (var (name, value) in record)
        {
            if (name == "nothing") return new("skipped 1006", null);
            if (name == "leadScore" && value == "!") return new("skipped 1001", null);
        }
        if (action == "createDuplicate") return Create();
        if (record.FirstOrDefault(m => m.Key == lookup).Value is not { } key) return new("skipped 1002", null);
        var found = With(lookup, [key]).ToList();
        if (found.Count > 1) return new("skipped 1007", null);
        if (found.Count == 0) return action == "updateOnly" ? new("skipped 1004", null) : Create();
        if (action == "createOnly") return new("skipped 1005", null);
        Set(found[0], record);
        return new("updated", found[0]);

        ModelOutcome Create()
        {
            var lead = new ModelLead(newId());
            Set(lead, record);
            _leads.Add(lead);
            return new("created", lead);
        }
    }

    public bool Delete(long id) => _leads.RemoveAll(l => l.Id == id) > 0;

    /// <summary>What Merge Leads does: null, or the code it is refused with.</summary>
    public string? Merge(long winner, IReadOnlyList<long> losers)
    {
        if (Find(winner) is not { } kept || losers.Any(l => Find(l) is null)) return "1004";
        foreach (var loser in losers.Select(l => Find(l)!))
        {
            foreach (var field in Fields) kept.Values[field] = kept[field] ?? loser[field];
            kept.Lists.UnionWith(loser.Lists);
        }
        foreach (var loser in losers) Delete(loser);
        return null;
    }

    private static void Set(ModelLead lead, IReadOnlyList<KeyValuePair<string, string?>> record)
    {
        foreach (var (name, value) in record.Where(m => m.Key != "id")) lead.Values[name] = string.IsNullOrEmpty(value) ? null : value;
    }

    private static bool Same(string field, string? a, string b) =>
        a is not null && string.Equals(a, b, field == "email" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
