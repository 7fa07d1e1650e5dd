using System.Text.Json;

namespace Leadbase.Console.Parts;

/// <summary>A member of a thing that is another one than before.</summary>
/// <param name="Member">Its name; those of a nested object are after a dot.</param>
/// <param name="Text">Its values before and after.</param>
internal readonly record struct Difference(string Member, string Text);

/// <summary>What is different between two states of a thing, as the audit log keeps them.</summary>
internal static class Differences
{
    /// <summary>The differences; of something new or gone all that it has.</summary>
    public static IEnumerable<Difference> Between(string? before, string? after)
    {
        var (old, now) = (Members(before), Members(after));
        foreach (var name in old.Keys.Union(now.Keys))
        {
            var (was, becomes) = (old.GetValueOrDefault(name, ""), now.GetValueOrDefault(name, ""));
            if (was == becomes) continue;
            yield return new Difference(name, before is null ? becomes : after is null ? was : $"{(was.Length == 0 ? "(none)" : was)} → {(becomes.Length == 0 ? "(none)" : becomes)}");
        }
    }

    private static Dictionary<string, string> Members(string? json)
    {
        var members = new Dictionary<string, string>();
        if (json is null) return members;
        using var document = JsonDocument.Parse(json);
        Add(members, "", document.RootElement);
        return members;
    }

    private static void Add(Dictionary<string, string> members, string prefix, JsonElement json)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object) Add(members, $"{prefix}{property.Name}.", property.Value);
            else members[prefix + property.Name] = Text(property.Value);
        }
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Text)),
        JsonValueKind.Null => "",
        _ => value.ToString(),
    };
}
