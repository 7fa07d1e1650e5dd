using Leadbase.Marketing.Documents;

namespace Leadbase.Marketing.Forms;

/// <summary>
/// Which parts of a form are seen ("Forms", Visibility Rules). In a browser <c>forms.js</c> shows and hides them by the same rules; what is
/// sent is judged here once more, since a browser need not have run it.
/// </summary>
public static class FormVisibility
{
    private const string Show = "show";
    private const string Hide = "hide";

    /// <summary>A field as it is seen, with the values that the rule which shows it offers; null while it is not seen.</summary>
    /// <param name="form">The form.</param>
    /// <param name="field">A field, also one in a set, which is seen only with its set.</param>
    /// <param name="valueOf">The value of a field at the moment, or null.</param>
    public static FormField? Seen(FormDocument form, FormField field, Func<string, string?> valueOf) =>
        field.Set is { } set && form.Find(set) is { } around && Seen(around, valueOf) is null ? null : Seen(field, valueOf);

    private static FormField? Seen(FormField part, Func<string, string?> valueOf)
    {
        var met = part.Visibility.Rules.FirstOrDefault(r => FieldConditions.IsMet(r, valueOf(r.SubjectField)));
        return (part.Visibility.RuleType, met) switch
        {
            (Show, null) or (Hide, not null) => null,
            (Show, { PickListValues: { Count: > 0 } offered }) => part with { Choices = offered },
            _ => part,
        };
    }
}
