using System.Globalization;
using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;
using Leadbase.Records.Engine;
using Leadbase.Records.Leads;
using Leadbase.Records.Objects;

namespace Leadbase.Marketing.Forms;

/// <summary>What a visitor has filled in, against what the form has: a record of the lead, or why it cannot be one.</summary>
/// <param name="Record">The lead's fields, or the error.</param>
/// <param name="Members">The fields of the form that are not the lead's but the program member's.</param>
/// <param name="Cookie">The visitor's cookie, or null.</param>
/// <param name="Attributes">Those of the Fill Out Form activity.</param>
public sealed record FormSubmission(RecordInput Record, RecordInput Members, string? Cookie, string? Attributes)
{
    private static readonly string[] VisitorNames = ["pageURL", "queryString", "leadClientIpAddress", "userAgentString"];

    /// <summary>Reads and checks the one element of the input.</summary>
    public static FormSubmission Bind(RecordSchema schema, Asset form, JsonElement input, bool hasProgram)
    {
        var (instance, lead) = (schema.Instance, schema.Lead);
        if (!input.TryGetProperty("leadFormFields", out var fields) || fields.ValueKind == JsonValueKind.Null) return Wrong(Errors.Missing("leadFormFields"));
        if (fields.ValueKind != JsonValueKind.Object) return Wrong(Errors.InvalidValue("leadFormFields", "object"));
        if (!TryTexts(input, VisitorNames, out var visitor, out var error) || !TryCookie(input, out var cookie, out error)) return Wrong(error);
        var document = form.ReadApproved<FormDocument>()!;
        if (Check(document, lead, fields) is { } unfit) return Wrong(unfit);

        List<JsonProperty> own = [.. fields.EnumerateObject()];
        List<JsonProperty> others = [.. own.Where(f => lead.Find(f.Name) is null)];
        // A member's field needs a program to be a member of.
        if (others.Count > 0 && !hasProgram) return Wrong(Errors.FieldNotFound(others[0].Name));
        var members = Bind(instance, schema.Get(StandardObjects.ProgramMember), others, f => f.ReadOnly ? Errors.FieldNotSupported(f.Name) : null);
        if (members.Error is { } bad) return Wrong(bad);
        var record = Bind(instance, lead, own.Where(f => lead.Find(f.Name) is not null), f => SyncLeads.Admit(f, SyncAction.CreateOrUpdate));
        return new FormSubmission(record, members, cookie, AttributesOf(instance, lead, form, own, visitor));
    }

    private static FormSubmission Wrong(ApiError error) => new(new RecordInput { Error = error }, new RecordInput(), null, null);

    private static RecordInput Bind(Instance instance, ObjectType type, IEnumerable<JsonProperty> fields, Func<Field, ApiError?> admit)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            foreach (var field in fields) field.WriteTo(json);
            json.WriteEndObject();
        }
        using var document = JsonDocument.Parse(stream.ToArray());
        return RecordInput.Bind(type, document.RootElement, instance.TimeZone, admit);
    }

    /// <summary>
    /// Every field must be the form's, every field that the form requires and shows must have a value, and a value must be one that it offers.
    /// Not every visitor is asked for the fields of the profiling set.
    /// </summary>
    private static ApiError? Check(FormDocument form, ObjectType lead, JsonElement fields)
    {
        var sent = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in fields.EnumerateObject())
        {
            if (form.Find(property.Name) is not { IsInput: true } field) return Errors.FieldNotFound(property.Name);
            sent[field.Id] = TextOf(property.Value);
        }
        var required = new List<string> { lead.DedupeFields[0].Name };
        foreach (var field in form.Inputs)
        {
            var seen = FormVisibility.Seen(form, field, sent.GetValueOrDefault);
            if (sent.GetValueOrDefault(field.Id) is { Length: > 0 } text && !(seen ?? field).Offers(text)) return Errors.InvalidData($"The form does not offer this value of the field '{field.Id}'");
            if (seen is { Required: true } && (field.Set != FormField.Profiling || sent.ContainsKey(field.Id))) required.Add(field.Id);
        }
        return required.Find(id => sent.GetValueOrDefault(id) is not { Length: > 0 }) is { } missing ? Errors.Missing(missing) : null;
    }

    // As the page's picture of the activity shows them, a line each, after the fields what the form itself sends along.
    private static string? AttributesOf(Instance instance, ObjectType lead, Asset form, List<JsonProperty> fields, string?[] visitor)
    {
        var (pageUrl, query, address, agent) = (visitor[0], visitor[1], visitor[2], visitor[3]);
        var lines = fields.Select(f => $"{(lead.Find(f.Name) is { } field ? field.SoapName ?? field.Name : f.Name)}: {TextOf(f.Value)}")
            .Append($"munchkinId: {instance.MunchkinId}").Append(string.Create(CultureInfo.InvariantCulture, $"formVid: {form.Id}"));
        if (pageUrl is not null) lines = lines.Append($"_mktoReferrer: {pageUrl}");
        return Activity.Pack(address, string.Join('\n', lines), query, pageUrl, agent);
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    private static bool TryTexts(JsonElement input, string[] names, out string?[] texts, out ApiError error)
    {
        texts = new string?[names.Length];
        error = default;
        if (!input.TryGetProperty("visitorData", out var data) || data.ValueKind == JsonValueKind.Null) return true;
        error = Errors.InvalidValue("visitorData", "object");
        if (data.ValueKind != JsonValueKind.Object) return false;
        for (var i = 0; i < names.Length; i++)
        {
            if (!data.TryGetProperty(names[i], out var value) || value.ValueKind == JsonValueKind.Null) continue;
            error = Errors.InvalidValue(names[i], "string");
            if (value.ValueKind != JsonValueKind.String) return false;
            texts[i] = value.GetString() is { Length: > 0 } text ? text : null;
        }
        return true;
    }

    private static bool TryCookie(JsonElement input, out string? cookie, out ApiError error)
    {
        cookie = null;
        error = default;
        if (!input.TryGetProperty("cookie", out var value) || value.ValueKind == JsonValueKind.Null) return true;
        var text = TextOf(value)!.Trim();
        if (text.Length == 0) return true;
        cookie = text;
        error = Errors.InvalidCookie(text);
        return value.ValueKind == JsonValueKind.String && LeadCookies.IsCookie(text);
    }
}
