using System.Globalization;
using Leadbase.Gateway;
using Leadbase.Records.Engine;
using Leadbase.Storage;

namespace Leadbase.Records.Objects.Operations;

/// <summary>A condition on one field: that it has one of some values, or is between two.</summary>
public sealed class ObjectFilter
{
    private readonly Field _field;
    private readonly object[] _keys;
    private readonly bool _isRange;

    private ObjectFilter(Field field, object[] keys, bool isRange) => (_field, _keys, _isRange) = (field, keys, isRange);

    /// <summary>The condition that a field has one of some values.</summary>
    public static ObjectFilter Of(Field field, IEnumerable<object> values) => new(field, [.. values.Select(field.Type.Key).Distinct()], isRange: false);

    /// <summary>The condition that a field has one of the call's <c>filterValues</c>.</summary>
    public static ApiError? Values(Call call, Field field, out ObjectFilter filter)
    {
        var error = Read(call, field, out var values);
        filter = Of(field, values);
        return error;
    }

    /// <summary>The call's <c>filterValues</c> as values of a field, of which there are 1 to 300.</summary>
    public static ApiError? Read(Call call, Field field, out List<object> values)
    {
        values = [];
        var texts = call.Parameters.List("filterValues");
        if (texts.Count == 0) return Errors.Missing("filterValues");
        if (texts.Count > Call.MaxBatch) return Errors.InvalidData($"Too many values in filterValues; at most {Call.MaxBatch} are allowed");
        foreach (var text in texts)
        {
            if (FieldInput.Parse(field, text, call.Instance.TimeZone, out var value) is { } wrong) return wrong;
            values.Add(value!);
        }
        return null;
    }

    /// <summary>The condition that a moment is between <c>startAt</c> and <c>endAt</c>, which are at most some days apart.</summary>
    public static ApiError? Range(Call call, Field field, int maxDays, out ObjectFilter filter)
    {
        filter = null!;
        if (Moment(call, "startAt", out var start) is { } noStart) return noStart;
        if (Moment(call, "endAt", out var end) is { } noEnd) return noEnd;
        if (end < start) return Errors.InvalidData("endAt must not be before startAt");
        if (end - start > maxDays * 86_400L) return Errors.InvalidData(string.Create(CultureInfo.InvariantCulture, $"startAt and endAt must be at most {maxDays} days apart"));
        filter = new ObjectFilter(field, [start, end], isRange: true);
        return null;
    }

    /// <summary>The condition, whose parameters begin at a number.</summary>
    public string Condition(ISqlDialect dialect, int first)
    {
        if (_isRange) return $"{_field.KeySql} >= ${first} and {_field.KeySql} <= ${first + 1}";
        if (_field.Type.Storage != StorageKind.Boolean) return dialect.In(_field.KeySql, first);
        return $"({string.Join(" or ", _keys.Select((_, i) => $"{_field.KeySql} = ${first + i}"))})";
    }

    /// <summary>Binds the condition's parameters.</summary>
    public Statement Bind(Statement statement)
    {
        if (_isRange || _field.Type.Storage == StorageKind.Boolean)
        {
            foreach (var key in _keys) statement.Bind(_field.Type.Storage, key);
            return statement;
        }
        return _field.Type.Storage switch
        {
            StorageKind.Text => statement.BindSet([.. _keys.Cast<string>()]),
            StorageKind.Integer => statement.BindSet([.. _keys.Cast<long>()]),
            _ => statement.BindSet([.. _keys.Cast<double>()]),
        };
    }

    private static ApiError? Moment(Call call, string name, out long seconds)
    {
        seconds = 0;
        if (call.Parameters[name] is not { Length: > 0 } text) return Errors.Missing(name);
        return IsoTime.TryParse(text, call.Instance.TimeZone, out seconds) ? null : Errors.InvalidValue(text, "datetime");
    }
}
