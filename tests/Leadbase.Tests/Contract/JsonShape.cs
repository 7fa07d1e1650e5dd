using System.Text.Json;

namespace Leadbase.Tests.Contract;

/// <summary>Compares a response with a documented one: names of members, types and nesting; values do not count.</summary>
internal static class JsonShape
{
    /// <summary>Each difference in a sentence that begins with its place, for example <c>result[].id: …</c>.</summary>
    public static IEnumerable<string> Compare(JsonElement documented, JsonElement actual) => Compare("", [documented], actual).Distinct();

    /// <param name="path">Where in the response.</param>
    /// <param name="documented">The documented values of the place; elements of an array are examples of one shape.</param>
    /// <param name="actual">A value of the place.</param>
    private static IEnumerable<string> Compare(string path, IReadOnlyList<JsonElement> documented, JsonElement actual)
    {
        var same = documented.Where(d => TypeOf(d) == TypeOf(actual)).ToList();
        if (same.Count == 0) return [$"{path}: {TypeOf(actual)}, documented as {string.Join(" or ", documented.Select(TypeOf).Distinct())}"];
        return actual.ValueKind switch
        {
            JsonValueKind.Object => CompareMembers(path, same, actual),
            JsonValueKind.Array => CompareElements(path, [.. same.SelectMany(d => d.EnumerateArray())], actual),
            _ => [],
        };
    }

    private static IEnumerable<string> CompareMembers(string path, List<JsonElement> documented, JsonElement actual)
    {
        var prefix = path.Length == 0 ? "" : path + ".";
        var names = documented.SelectMany(d => d.EnumerateObject().Select(p => p.Name)).Distinct().ToList();
        foreach (var name in names)
        {
            var values = documented.Where(d => d.TryGetProperty(name, out _)).Select(d => d.GetProperty(name)).ToList();
            if (actual.TryGetProperty(name, out var value))
            {
                foreach (var difference in Compare(prefix + name, values, value)) yield return difference;
            }
            else if (values.Count == documented.Count)
            {
                yield return $"{prefix}{name}: missing";
            }
        }
        foreach (var name in actual.EnumerateObject().Select(p => p.Name).Except(names)) yield return $"{prefix}{name}: not documented here";
    }

    private static IEnumerable<string> CompareElements(string path, List<JsonElement> documented, JsonElement actual)
    {
        if (documented.Count == 0) return [];
        if (actual.GetArrayLength() == 0) return [$"{path}: empty"];
        return actual.EnumerateArray().SelectMany(element => Compare(path + "[]", documented, element));
    }

    private static string TypeOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
