using Leadbase.Records.Objects;

namespace Leadbase.Records.Engine;

/// <summary>
/// A record under change in a transaction: as it was read, or about to be created. A batch that names it twice changes
/// the same row twice, in order.
/// </summary>
public sealed class RecordRow(long id, bool isNew, int columns = 0)
{
    private readonly Dictionary<string, object?> _values = new(columns, StringComparer.Ordinal);
    private readonly List<string> _changed = [];

    /// <summary>The record's id; of a new one it is given before the first write.</summary>
    public long Id { get; set; } = id;

    /// <summary>Whether it is created by this transaction.</summary>
    public bool IsNew { get; } = isNew;

    /// <summary>The names of the columns that have another value now than in the table.</summary>
    public IReadOnlyCollection<string> Changed => _changed;

    /// <summary>The present value of a column.</summary>
    public object? this[string column] => _values.GetValueOrDefault(column);

    /// <summary>The present value of a field's column.</summary>
    public object? this[Field field] => this[field.ColumnName];

    /// <summary>Takes a value as read.</summary>
    public void Load(string column, object? value) => _values[column] = value;

    /// <summary>Sets a value; returns whether it differs from the present one.</summary>
    public bool Set(string column, object? value)
    {
        if (Equals(_values.GetValueOrDefault(column), value)) return false;
        _values[column] = value;
        if (!_changed.Contains(column)) _changed.Add(column);
        return true;
    }
}
