using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Folders;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;
using Leadbase.Records.Objects;

namespace Leadbase.Marketing.Forms;

/// <summary>Forms ("Forms").</summary>
internal sealed class FormKind : AssetKind<FormDocument>
{
    public static readonly FormKind Instance = new();

    public override string Type => AssetType.Form;

    public override IReadOnlyList<string> FolderTypes => ["Landing Page Form", FolderDocument.Marketing, FolderDocument.Program];

    public override string UrlCode => "FO";

    public override WholeAnswers Whole => WholeAnswers.Approve;

    public override async Task<ApiError?> CheckApproveAsync(AssetCall call, Asset asset)
    {
        var form = Working(asset);
        if (!form.Inputs.Any()) return AssetErrors.Rule("the form has no field");
        foreach (var page in References(form).Where(r => r.Type == AssetType.LandingPage))
        {
            if (await call.VisibleAsync(page.Type, page.Id) is null) return AssetErrors.Rule($"there is no landing page {page.Id} to follow a submission");
        }
        return null;
    }

    public override async Task<Outcome<Asset>> CloneAsync(AssetCall call, Asset source, Asset copy)
    {
        if (copy.Folder is { Type: AssetType.Program }) return copy;
        var schema = await RecordSchema.OfAsync(call.Call.Instance, call.Call.Cancel);
        return Working(copy).Fields.Any(f => FormFieldTypes.IsOfMember(schema, f)) ? AssetErrors.Rule("a form with fields of program members must be in a program") : copy;
    }

    protected override Task<Outcome<FormDocument>> CreateAsync(AssetCall call, Asset asset, FormDocument document) =>
        Task.FromResult(FormSettings.Read(call.Call, document with
        {
            Fields = [new("firstName"), new("lastName") { Row = 1 }, new("email") { Row = 2 }],
        }));

    protected override Task<Outcome<FormDocument>> UpdateAsync(AssetCall call, Asset asset, FormDocument document) => Task.FromResult(FormSettings.Read(call.Call, document));

    protected override IEnumerable<AssetReference> References(FormDocument document) =>
        document.ThankYou.Where(r => r.FollowupType == "lp" && long.TryParse(r.FollowupValue, out _)).Select(r => new AssetReference(AssetType.LandingPage, long.Parse(r.FollowupValue!, System.Globalization.CultureInfo.InvariantCulture)));

    protected override FormDocument Repoint(FormDocument document, Func<AssetReference, AssetReference> map) => document with
    {
        ThankYou =
        [
            .. document.ThankYou.Select(r => r.FollowupType == "lp" && long.TryParse(r.FollowupValue, out var page)
                ? r with { FollowupValue = map(new(AssetType.LandingPage, page)).Id.ToString(System.Globalization.CultureInfo.InvariantCulture) } : r),
        ],
    };

    protected override void Write(Utf8JsonWriter json, AssetView view, FormDocument document)
    {
        json.WriteString("theme"u8, document.Theme);
        json.WriteString("language"u8, document.Language);
        json.WriteString("locale"u8, document.Locale);
        json.WriteBoolean("progressiveProfiling"u8, document.ProgressiveProfiling);
        json.WriteString("labelPosition"u8, document.LabelPosition);
        json.WriteString("fontFamily"u8, document.FontFamily);
        json.WriteString("fontSize"u8, document.FontSize);
        json.WriteStartObject("knownVisitor"u8);
        json.WriteString("type"u8, document.KnownVisitor.Type);
        json.WriteString("template"u8, document.KnownVisitor.Template);
        json.WriteEndObject();
        FormRules.WriteList(json, null, document);
        json.WriteNumber("buttonLocation"u8, document.Button.Location);
        json.WriteString("buttonLabel"u8, document.Button.Label);
        json.WriteString("waitingLabel"u8, document.Button.WaitingLabel);
    }
}
