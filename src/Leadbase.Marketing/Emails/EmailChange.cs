using Leadbase.Assets;
using Leadbase.Assets.Html;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Emails;

/// <summary>Operations that change the document of an email, which none may make too long.</summary>
internal static class EmailChange
{
    /// <summary>An operation that changes the document.</summary>
    /// <param name="change">The changed document, or why it cannot be.</param>
    /// <param name="write">Writes the answer; by default the email's id.</param>
    public static Handler Of(Func<AssetCall, EmailDocument, Task<Outcome<EmailDocument>>> change, Action<Call, AssetView>? write = null) =>
        AssetDocuments.Change(
            EmailKind.Instance,
            async (assets, _, document) => Checked(await change(assets, document)),
            write);

    /// <summary>The operation, where the change needs nothing of the database.</summary>
    public static Handler Of(Func<Call, EmailDocument, Outcome<EmailDocument>> change, Action<Call, AssetView>? write = null) =>
        Of((assets, document) => Task.FromResult(change(assets.Call, document)), write);

    private static Outcome<EmailDocument> Checked(Outcome<EmailDocument> changed) =>
        changed.Value is { Length: > EmailDocument.MaxLength } ? AssetErrors.Rule($"an email has at most {EmailDocument.MaxLength} characters with all that is in its sections") : changed;

    /// <summary>A segmentation that a change names, or why it cannot (1001, 709).</summary>
    public static async Task<(long? Id, ApiError Error)> SegmentationAsync(AssetCall assets, string text)
    {
        if (!long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id)) return (null, Errors.InvalidValue(text, "Integer"));
        return await assets.VisibleAsync(AssetType.Segmentation, id) is { Approved: not null } ? (id, default) : (null, AssetErrors.Rule($"there is no approved segmentation {id}"));
    }

    /// <summary>A snippet that a change names, or why it cannot (1001, 709).</summary>
    public static async Task<(long? Id, ApiError Error)> SnippetAsync(AssetCall assets, string text)
    {
        if (!long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id)) return (null, Errors.InvalidValue(text, "Integer"));
        return await assets.VisibleAsync(AssetType.Snippet, id) is not null ? (id, default) : (null, AssetErrors.Rule($"there is no snippet {id}"));
    }
}
