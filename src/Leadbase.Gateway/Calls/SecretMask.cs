using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Leadbase.Gateway.Calls;

/// <summary>
/// Takes secrets out of what is kept of a call: by the names of headers, parameters and JSON members, by the form that our
/// tokens have, and the call's own credentials wherever they occur, so that a malformed body hides nothing.
/// </summary>
internal sealed partial class SecretMask
{
    /// <summary>What stands in a secret's place.</summary>
    public const string Masked = "***";

    // A shorter text than this is no secret of ours, and replacing it would garble the rest.
    private const int MinLiteral = 8;

    private static readonly string[] Headers = ["Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie"];
    private static readonly string[] Endings = ["password", "passwd", "secret", "apikey", "accesstoken", "refreshtoken", "idtoken"];
    private readonly List<string> _literals = [];

    /// <summary>A mask that also knows the call's own credentials; texts that are empty are none.</summary>
    public SecretMask(IEnumerable<string?> credentials)
    {
        foreach (var secret in credentials.OfType<string>().Where(s => s.Length >= MinLiteral).Distinct())
        {
            _literals.Add(secret);
            var escaped = Uri.EscapeDataString(secret);
            if (escaped != secret) _literals.Add(escaped);
        }
    }

    /// <summary>Whether a parameter or a JSON member of this name holds a secret.</summary>
    public static bool IsSecret(string name)
    {
        var plain = name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return Endings.Any(e => plain.EndsWith(e, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A header's value; of Authorization the scheme stays.</summary>
    public string Header(string name, string value)
    {
        if (!Headers.Contains(name, StringComparer.OrdinalIgnoreCase) && !IsSecret(name)) return Literals(value);
        var space = value.IndexOf(' ', StringComparison.Ordinal);
        return name.EndsWith("Authorization", StringComparison.OrdinalIgnoreCase) && space > 0 ? value[..(space + 1)] + Masked : Masked;
    }

    /// <summary>A target: a path with its query.</summary>
    public string Target(string target)
    {
        var question = target.IndexOf('?', StringComparison.Ordinal);
        return Literals(question < 0 ? target : target[..(question + 1)] + Pairs(target[(question + 1)..]));
    }

    /// <summary>A body of a content type.</summary>
    public string Body(string body, string? contentType) => Literals(
        contentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true ? Pairs(body) : Json(body));

    private static string Pairs(string pairs)
    {
        var masked = new StringBuilder(pairs.Length);
        foreach (var pair in pairs.Split('&'))
        {
            if (masked.Length > 0) masked.Append('&');
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals >= 0 && IsSecret(WebUtility.UrlDecode(pair[..equals]))) masked.Append(pair, 0, equals + 1).Append(Masked);
            else masked.Append(pair);
        }
        return masked.ToString();
    }

    private static string Json(string body) =>
        Member().Replace(body, m => IsSecret(NameOf(m.Groups["name"].Value)) ? $"{m.Groups["before"].Value}\"{Masked}\"" : m.Value);

    private static string NameOf(string encoded)
    {
        if (!encoded.Contains('\\', StringComparison.Ordinal)) return encoded;
        try
        {
            return JsonSerializer.Deserialize<string>($"\"{encoded}\"") ?? "";
        }
        catch (JsonException)
        {
            return encoded;
        }
    }

    private string Literals(string text)
    {
        foreach (var literal in _literals) text = text.Replace(literal, Masked, StringComparison.Ordinal);
        return Token().Replace(text, Masked);
    }

    // The value may be cut off: then it ends with the text.
    [GeneratedRegex("""(?<before>"(?<name>(?:[^"\\]|\\.)*)"\s*:\s*)"(?:[^"\\]|\\.)*(?:"|\\?$)""", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Member();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?::|%3[aA])int", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
