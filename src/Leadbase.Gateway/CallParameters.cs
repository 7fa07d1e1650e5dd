using Microsoft.AspNetCore.WebUtilities;

namespace Leadbase.Gateway;

/// <summary>
/// The parameters of a call, from the query and from a form body alike. Names are compared without regard to case:
/// the documentation itself writes both <c>sinceDatetime</c> and <c>sinceDateTime</c>.
/// </summary>
public sealed class CallParameters
{
    /// <summary>The most parameters a call may carry; further ones are not read.</summary>
    public const int MaxCount = 2_000;

    private readonly List<(string Key, string Value, bool IsWhole)> _values = [];

    /// <summary>The first value of a name, or null; a name without value gives the empty text.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (key, value, _) in _values)
            {
                if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase)) return value;
            }
            return null;
        }
    }

    /// <summary>The values of a list parameter, given repeatedly, separated by commas, or both; blanks are passed over.</summary>
    public List<string> List(string name)
    {
        var list = new List<string>();
        foreach (var (key, value, isWhole) in _values)
        {
            if (!string.Equals(key, name, StringComparison.OrdinalIgnoreCase)) continue;
            if (isWhole)
            {
                if (!string.IsNullOrWhiteSpace(value)) list.Add(value);
                continue;
            }
            foreach (var part in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) list.Add(part);
        }
        return list;
    }

    /// <summary>The first name that begins so, in any case; what follows an ampersand that a client forgot to encode.</summary>
    public string? NameOf(string beginning) => _values.Find(v => v.Key.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)).Key;

    /// <summary>Adds the parameters of a query string or of a form body.</summary>
    public void AddEncoded(ReadOnlyMemory<char> text)
    {
        foreach (var pair in new QueryStringEnumerable(text)) Add(pair.DecodeName().ToString(), pair.DecodeValue().ToString());
    }

    /// <summary>Adds one parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isWhole">Whether it is one value of a list, commas and all.</param>
    public void Add(string name, string value, bool isWhole = false)
    {
        if (_values.Count < MaxCount) _values.Add((name, value, isWhole));
    }
}
