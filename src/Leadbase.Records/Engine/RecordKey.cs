using System.Globalization;
using Leadbase.Records.Objects;

namespace Leadbase.Records.Engine;

/// <summary>The key of a record: one value, or several as a compound key, in the form that is compared.</summary>
public static class RecordKey
{
    // No text that a field can have holds this character, so that parts cannot run into each other.
    private const char Separator = '\0';

    /// <summary>The key of a record by its fields; null when a part is missing, whose field is then told.</summary>
    public static string? Of(IReadOnlyList<Field> fields, Func<Field, object?> valueOf, out Field? missing)
    {
        missing = null;
        var key = "";
        foreach (var field in fields)
        {
            if (valueOf(field) is not { } value)
            {
                missing = field;
                return null;
            }
            var part = Convert.ToString(field.Type.Key(value), CultureInfo.InvariantCulture);
            key = key.Length == 0 ? part! : $"{key}{Separator}{part}";
        }
        return key;
    }
}
