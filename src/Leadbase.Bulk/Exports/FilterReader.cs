using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Marketing.SmartLists;
using Leadbase.Storage;

namespace Leadbase.Bulk.Exports;

/// <summary>The filter of an export's call. Each member that is read is known; one that is not read by the kind is refused. The first thing that is wrong is kept.</summary>
internal sealed class FilterReader
{
    private const long MaxDays = 31;
    private readonly Dictionary<string, JsonElement> _members;
    private readonly TimeZoneInfo _zone;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    private FilterReader(Dictionary<string, JsonElement> members, TimeZoneInfo zone) => (_members, _zone) = (members, zone);

    /// <summary>What is wrong.</summary>
    public ApiError? Error { get; private set; }

    /// <summary>How many members the filter has.</summary>
    public int Count => _members.Count;

    /// <summary>The filter of a body.</summary>
    public static FilterReader? Of(JsonElement body, TimeZoneInfo zone)
    {
        if (!body.TryGetProperty("filter", out var filter) || filter.ValueKind != JsonValueKind.Object) return null;
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in filter.EnumerateObject()) members[member.Name] = member.Value;
        return new FilterReader(members, zone);
    }

    /// <summary>Whether a member is there; null is.</summary>
    public bool Has(string name) => _members.ContainsKey(name);

    /// <summary>Notes what is wrong.</summary>
    public void Fail(ApiError error) => Error ??= error;

    /// <summary>Refuses what nobody has read (1003).</summary>
    public void End()
    {
        if (_members.Keys.FirstOrDefault(k => !_read.Contains(k)) is { } unknown) Fail(Errors.InvalidData($"Unknown filter '{(unknown.Length > 100 ? unknown[..100] : unknown)}'"));
    }

    /// <summary>A range of at most 31 days.</summary>
    public ExportRange? Range(string name)
    {
        if (!Take(name, out var json)) return null;
        if (json.ValueKind != JsonValueKind.Object) return Wrong<ExportRange>(name, "an object with startAt and endAt");
        if (!TryMoment(json, name, "startAt", out var start) || !TryMoment(json, name, "endAt", out var end)) return null;
        if (end < start) Fail(Errors.InvalidData($"{name}: endAt must not be before startAt"));
        if (end - start > MaxDays * 86_400) Fail(Errors.InvalidData($"{name}: startAt and endAt must be at most {MaxDays} days apart"));
        return new ExportRange(start, end);
    }

    /// <summary>A number.</summary>
    public long? Number(string name)
    {
        if (!Take(name, out var json)) return null;
        if (json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var number)) return number;
        Fail(Errors.InvalidValue(json.GetRawText(), "Integer"));
        return null;
    }

    /// <summary>True or false.</summary>
    public bool? Flag(string name)
    {
        if (!Take(name, out var json)) return null;
        if (json.ValueKind is JsonValueKind.True or JsonValueKind.False) return json.GetBoolean();
        Fail(Errors.InvalidValue(json.GetRawText(), "Boolean"));
        return null;
    }

    /// <summary>A text.</summary>
    public string? Text(string name)
    {
        if (!Take(name, out var json)) return null;
        return json.ValueKind == JsonValueKind.String ? json.GetString() : Wrong<string>(name, "a string");
    }

    /// <summary>Numbers, at least one.</summary>
    public List<long>? Numbers(string name, int max) => List(name, max, "integers", e => e.ValueKind == JsonValueKind.Number && e.TryGetInt64(out var n) ? (true, n) : default);

    /// <summary>Texts, at least one.</summary>
    public List<string>? Texts(string name, int max) => List(name, max, "strings", e => e.ValueKind == JsonValueKind.String && e.GetString() is { } s && !s.Contains('\0', StringComparison.Ordinal) ? (true, s) : default);

    /// <summary>The static list that is named by id or by name; 1013 when there is none.</summary>
    public async Task<long?> StaticListAsync(Session session)
    {
        var (id, name) = (Number("staticListId"), Text("staticListName"));
        if (Error is not null || (id is null && name is null)) return null;
        var list = id is { } number ? await AssetStore.FindAsync(session, AssetType.StaticList, number) : await AssetStore.FindByNameAsync(session, AssetType.StaticList, name!);
        if (list is null) Fail(Errors.ObjectNotFound);
        return list?.Id;
    }

    /// <summary>The smart list that is named by id or by name; 1013 when there is none, 1003 when its rules cannot be evaluated.</summary>
    public async Task<long?> SmartListAsync(Session session, Instance instance)
    {
        var (id, name) = (Number("smartListId"), Text("smartListName"));
        if (Error is not null || (id is null && name is null)) return null;
        var list = id is { } number ? await AssetStore.FindAsync(session, AssetType.SmartList, number) : await AssetStore.FindByNameAsync(session, AssetType.SmartList, name!);
        if (list is null) Fail(Errors.ObjectNotFound);
        else if (await SmartListQuery.OfListAsync(session, instance, list.Id) is (null, var problem)) Fail(Errors.InvalidData($"The smart list cannot be evaluated: {problem}"));
        return list?.Id;
    }

    /// <summary>Refuses filters that the subscription has not (1035).</summary>
    public void Unsupported(Instance instance, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Has(name) && !instance.Settings.Features.ExtractFilters) Fail(Errors.UnsupportedFilter);
        }
    }

    /// <summary>Refuses more than one filter, and none.</summary>
    public void OnlyOne(params ReadOnlySpan<string> names)
    {
        if (Count != 1) Fail(Errors.InvalidData($"The filter must have exactly one of {string.Join(", ", names!)}"));
    }

    private List<T>? List<T>(string name, int max, string what, Func<JsonElement, (bool Ok, T Value)> read)
    {
        if (!Take(name, out var json)) return null;
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() == 0) return Wrong<List<T>>(name, $"an array of {what}");
        if (json.GetArrayLength() > max) Fail(Errors.InvalidData($"Too many values in {name}; at most {max} are allowed"));
        var list = new List<T>();
        foreach (var element in json.EnumerateArray())
        {
            if (read(element) is not (true, var value)) return Wrong<List<T>>(name, $"an array of {what}");
            list.Add(value);
        }
        return list;
    }

    private bool TryMoment(JsonElement range, string name, string end, out long seconds)
    {
        seconds = 0;
        var error = Errors.InvalidData($"{name}: {end} must be a datetime in ISO 8601");
        var ok = range.TryGetProperty(end, out var json) && json.ValueKind == JsonValueKind.String && IsoTime.TryParse(json.GetString()!, _zone, out seconds);
        if (!ok) Fail(error);
        return ok;
    }

    private bool Take(string name, out JsonElement json)
    {
        _read.Add(name);
        return _members.TryGetValue(name, out json);
    }

    private T? Wrong<T>(string name, string wanted)
        where T : class
    {
        Fail(Errors.InvalidData($"{name} must be {wanted}"));
        return null;
    }
}
