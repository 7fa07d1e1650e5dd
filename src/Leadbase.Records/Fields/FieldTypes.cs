using System.Collections.Frozen;

namespace Leadbase.Records.Fields;

/// <summary>The field types by name.</summary>
public static class FieldTypes
{
    /// <summary>The type of ids and references.</summary>
    public static readonly FieldType Reference = new ReferenceType();

    /// <summary>The type of moments.</summary>
    public static readonly FieldType DateTime = new DateTimeType();

    private static readonly FrozenDictionary<string, FieldType> ByName = new FieldType[]
    {
        new StringType(), new EmailType(), new PhoneType(), new UrlType(), new TextAreaType(), new IntegerType(), new ScoreType(),
        new PercentType(), Reference, new FloatType(), new CurrencyType(), new BooleanType(), new DateType(), DateTime,
    }.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>The types that "Create Lead Fields" accepts.</summary>
    public static readonly IReadOnlyList<string> Creatable =
        ["boolean", "currency", "date", "datetime", "email", "float", "integer", "percent", "phone", "score", "string", "url"];

    /// <summary>The type of a name.</summary>
    public static FieldType Get(string name) => ByName[name];
}
