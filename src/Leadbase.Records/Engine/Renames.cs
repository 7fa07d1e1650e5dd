using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.Engine;

/// <summary>
/// The dedupe keys that records named by their id are given by a batch, and whose each key is: no two records may have the
/// same one. Empty where records are named by the dedupe keys themselves.
/// </summary>
internal sealed class Renames(ObjectType type, IReadOnlyList<Field> keyFields)
{
    private readonly bool _possible = keyFields[0] == type.Id && type.Definition.KeysUpdateable;
    private readonly Dictionary<string, long> _owners = new(StringComparer.Ordinal);

    /// <summary>The key that a record is to have; null when it keeps its own.</summary>
    public string? KeyOf(RecordInput record) =>
        _possible && record.Error is null ? RecordKey.Of(type.DedupeFields, record.Value, out _) : null;

    /// <summary>Looks up whose the keys are. They must have been locked.</summary>
    public async Task ReadAsync(Session session, IReadOnlyList<RecordInput> records)
    {
        if (!_possible) return;
        foreach (var (key, row) in await ObjectMatcher.ReadAsync(session, type, type.DedupeFields, records, [])) _owners[key] = row.Id;
    }

    /// <summary>Gives a record its key, unless it is another record's.</summary>
    public bool TryClaim(RecordInput record, RecordRow row)
    {
        if (KeyOf(record) is not { } key) return true;
        if (_owners.TryGetValue(key, out var owner)) return owner == row.Id;
        _owners[key] = row.Id;
        return true;
    }
}
