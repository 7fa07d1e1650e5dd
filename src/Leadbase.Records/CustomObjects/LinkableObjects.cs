using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.CustomObjects;

/// <summary>An object that link fields may name.</summary>
/// <param name="Name">Its API name.</param>
/// <param name="DisplayName">Its label.</param>
/// <param name="Fields">The fields whose values a link may have.</param>
internal sealed record LinkableObject(string Name, string DisplayName, IReadOnlyList<Field> Fields);

/// <summary>Get Custom Object Linkable Objects: leads, companies, and approved custom objects without links of their own.</summary>
internal static class LinkableObjects
{
    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var json = call.Result;
        foreach (var linkable in Of(schema, schema.CustomObjects))
        {
            json.WriteStartObject();
            json.WriteString("name"u8, linkable.Name);
            json.WriteString("displayName"u8, linkable.DisplayName);
            json.WriteStartArray("fields"u8);
            foreach (var field in linkable.Fields)
            {
                json.WriteStartObject();
                json.WriteString("name"u8, field.Encoded);
                json.WriteString("displayName"u8, field.DisplayName);
                json.WriteString("dataType"u8, field.ApiType);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Answer.Success;
    }

    /// <summary>The field that a link names, by API name or, as the page's list has them, by label.</summary>
    /// <returns>1003 for an object that cannot be linked to, 1006 for a field.</returns>
    public static ApiError? Find(CustomObjectEdit edit, string objectName, string fieldName, out CustomObjectLink? link, out Field? field)
    {
        (link, field) = (null, null);
        var custom = edit.All.Where(a => a.Approved is not null && a.Id != edit.Asset.Id).Select(CustomObjectTypes.OfApproved);
        if (Of(edit.Schema, custom).FirstOrDefault(l => Same(l.Name, objectName)) is not { } linkable)
        {
            return Errors.InvalidData("relatedTo.name must be lead, company, or an approved custom object that has no link field of its own");
        }
        field = linkable.Fields.FirstOrDefault(f => Same(f.Name, fieldName)) ?? linkable.Fields.FirstOrDefault(f => Same(f.DisplayName, fieldName));
        if (field is null) return Errors.FieldNotFound(fieldName);
        link = new CustomObjectLink(linkable.Name, field.Name);
        return null;
    }

    // Only what has an index: a link is looked up with every record that is written.
    private static IEnumerable<LinkableObject> Of(RecordSchema schema, IEnumerable<ObjectType> custom) =>
    [
        new(StandardObjects.Lead, "Lead", [.. schema.Lead.Fields.Where(f => f == schema.Lead.Id || (IsKey(f) && f is { Searchable: true, IsOwn: true, IsHidden: false }))]),
        new(StandardObjects.Company, "Company", [schema.Get(StandardObjects.Company).Id]),
        .. custom.Where(t => t.References.Count == 0).Select(t => new LinkableObject(t.Name, t.DisplayName, [t.Id, .. t.DedupeFields])),
    ];

    private static bool IsKey(Field field) => field.Type.Storage is StorageKind.Text or StorageKind.Integer;

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
