using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;
using Leadbase.Records.Objects;

namespace Leadbase.Marketing.Forms;

/// <summary>A change of a form's document, with the fields that there are.</summary>
/// <param name="Assets">The call.</param>
/// <param name="Asset">The form.</param>
/// <param name="Document">The document that is worked on.</param>
/// <param name="Schema">The fields of leads and program members.</param>
internal sealed record FormEdit(AssetCall Assets, Asset Asset, FormDocument Document, RecordSchema Schema)
{
    /// <summary>The call.</summary>
    public Call Call => Assets.Call;

    /// <summary>The part of the form that the path names second.</summary>
    /// <returns>709 when the form has none.</returns>
    public Outcome<FormField> Part(int parameter = 1) =>
        FormFieldTypes.FindIn(Schema, Document, Call.Route[parameter]) is { } part ? part : AssetErrors.Rule($"the form has no field '{Call.Route[parameter]}'");
}

/// <summary>Operations that change the document of a form.</summary>
internal static class FormChange
{
    /// <summary>An operation that changes the document.</summary>
    /// <param name="change">The changed document, or why it cannot be.</param>
    /// <param name="write">Writes the answer; by default the form's id.</param>
    public static Handler Of(Func<FormEdit, Outcome<FormDocument>> change, Action<Call, RecordSchema, AssetView, FormDocument>? write = null) => async call =>
    {
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var handler = AssetDocuments.Change(
            FormKind.Instance,
            (assets, asset, document) => Task.FromResult(change(new(assets, asset, document, schema))),
            write is null ? null : (c, view) => write(c, schema, view, view.Document<FormDocument>()));
        return await handler(call);
    };

    /// <summary>An operation that reads the document.</summary>
    public static Handler Read(Action<Call, RecordSchema, AssetView, FormDocument> write) => async call =>
    {
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var handler = AssetDocuments.Read(FormKind.Instance, (assets, view, document) =>
        {
            write(assets.Call, schema, view, document);
            return Task.FromResult(Answer.Success);
        });
        return await handler(call);
    };
}
