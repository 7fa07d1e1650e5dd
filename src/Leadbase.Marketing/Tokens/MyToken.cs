using System.Globalization;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Tokens;

/// <summary>A My Token ("Tokens"): what <c>{{my.Name}}</c> stands for in a folder or program and below it.</summary>
/// <param name="Name">The name, without the braces.</param>
/// <param name="Type">One of <see cref="Types"/>.</param>
/// <param name="Value">The value as a text; markup where the type is rich text.</param>
public sealed record MyToken(string Name, string Type, string Value)
{
    /// <summary>Characters of a name, at most.</summary>
    public const int MaxName = 50;

    /// <summary>Characters of a value, at most.</summary>
    public const int MaxValue = 64 * 1024;

    /// <summary>The type whose value is markup.</summary>
    public const string RichText = "rich text";

    /// <summary>The types of tokens.</summary>
    public static readonly IReadOnlyList<string> Types = ["date", "number", RichText, "score", "sfdc campaign", "text"];

    /// <summary>Why the token cannot be; null when it can.</summary>
    internal ApiError? Check()
    {
        if (Name.Length > MaxName) return AssetErrors.Rule($"the name of a token has at most {MaxName} characters");
        if (Name.Any(c => char.IsControl(c) || c is '{' or '}' or ':')) return AssetErrors.Rule("the name of a token has no braces, colons and control characters");
        if (Value.Length > MaxValue) return AssetErrors.Rule($"the value of a token has at most {MaxValue} characters");
        if (Value.Contains('\0', StringComparison.Ordinal)) return AssetErrors.Rule("the value of a token has a character that no text has");
        return Type switch
        {
            "date" when !DateOnly.TryParseExact(Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => AssetErrors.InvalidDate,
            "number" when !double.TryParse(Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number) => Errors.InvalidValue(Value, "number"),
            "score" when !int.TryParse(Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) => Errors.InvalidValue(Value, "score"),
            _ => null,
        };
    }
}
