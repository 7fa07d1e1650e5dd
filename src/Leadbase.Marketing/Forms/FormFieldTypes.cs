using Leadbase.Marketing.Documents;
using Leadbase.Records.Objects;

namespace Leadbase.Marketing.Forms;

/// <summary>Which fields a form may have, what they are called there, and how they are filled in ("Forms", Field Types).</summary>
internal static class FormFieldTypes
{
    // The parameter's names, and what answers call them.
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["string"] = "text",
        ["picklist"] = "select",
        ["text"] = "text",
        ["select"] = "select",
        ["checkbox"] = "checkbox",
        ["radio"] = "radio",
        ["textarea"] = "textarea",
        ["email"] = "email",
        ["date"] = "date",
        ["number"] = "number",
        ["double"] = "double",
        ["phone"] = "phone",
        ["url"] = "url",
        ["currency"] = "currency",
        ["single_checkbox"] = "single_checkbox",
        ["range"] = "range",
        ["hidden"] = "hidden",
    };

    /// <summary>The values that standard fields offer.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Picklists = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase)
    {
        ["salutation"] = ["Mr.", "Ms.", "Mrs.", "Dr.", "Prof."],
    };

    /// <summary>What answers call a type that a parameter names; null when there is no such type.</summary>
    public static string? TypeOf(string parameter) => Names.GetValueOrDefault(parameter);

    /// <summary>What a form calls a field: the name that the SOAP API had, where there is one.</summary>
    public static string NameOf(Field field) => field.SoapName ?? field.Name;

    /// <summary>The field of the lead, or of program members, that a form calls by a name; null when there is none that people can fill in.</summary>
    public static Field? Find(RecordSchema schema, string name) =>
        Fillable(schema.Lead).FirstOrDefault(f => IsCalled(f, name)) ?? Fillable(schema.Get(StandardObjects.ProgramMember)).FirstOrDefault(f => IsCalled(f, name));

    /// <summary>Whether a form's field is one of program members.</summary>
    public static bool IsOfMember(RecordSchema schema, FormField field) => field.IsInput && schema.Lead.Find(field.Id) is null;

    /// <summary>The fields of an object that people can fill in, in the order of their names.</summary>
    public static IEnumerable<Field> Fillable(ObjectType type) =>
        type.Fields.Where(f => !f.ReadOnly && !f.IsHidden && f.Link is null && f.RefersTo is null).OrderBy(NameOf, StringComparer.OrdinalIgnoreCase);

    /// <summary>A part of a form by its id, or by another name of its field; null when there is none.</summary>
    public static FormField? FindIn(RecordSchema schema, FormDocument form, string name) =>
        form.Find(name) ?? (Find(schema, name) is { } field ? form.Find(field.Name) : null);

    /// <summary>The field of the lead, or of program members, that a part of a form is for; null for a text or a set.</summary>
    public static Field? FieldOf(RecordSchema schema, FormField part) =>
        part.IsInput ? schema.Lead.Find(part.Id) ?? schema.Get(StandardObjects.ProgramMember).Find(part.Id) : null;

    /// <summary>How a field is filled in where a form says nothing else.</summary>
    public static string DataTypeOf(FormField part, Field? field) => part.DataType ?? (part.Id == FormField.Profiling ? "profiling" : field is null ? "text" : InputOf(field));

    /// <summary>The type that the list of available fields names.</summary>
    public static string AvailableTypeOf(Field field) => Picklists.ContainsKey(field.Name) ? "picklist" : field.Type.Name switch
    {
        "text" => "textarea",
        "integer" or "score" => "int",
        "float" or "percent" => "double",
        "boolean" => "single_checkbox",
        "datetime" => "date",
        "email" or "phone" or "date" or "url" or "currency" => field.Type.Name,
        _ => "string",
    };

    /// <summary>What is said of a value that is refused.</summary>
    public static string MessageOf(string dataType) => dataType switch
    {
        "email" => "Must be valid email. <span class='mktoErrorDetail'>example@yourdomain.com</span>",
        "url" => "Must be a url. <span class='mktoErrorDetail'>http://www.example.com/</span>",
        "phone" => "Must be a phone number. <span class='mktoErrorDetail'>503-555-1212</span>",
        "number" or "double" or "currency" => "Must be a number.",
        _ => "This field is required.",
    };

    private static string InputOf(Field field) => AvailableTypeOf(field) switch
    {
        "string" => "text",
        "int" => "number",
        "picklist" => "select",
        var type => type,
    };

    private static bool IsCalled(Field field, string name) =>
        field.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || NameOf(field).Equals(name, StringComparison.OrdinalIgnoreCase);
}
