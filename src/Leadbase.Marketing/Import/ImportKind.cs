using System.Text.Json;
using System.Text.Json.Serialization;
using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Assets.Folders;
using Leadbase.Marketing.Documents;
using Leadbase.Marketing.Emails;
using Leadbase.Marketing.EmailTemplates;
using Leadbase.Marketing.Forms;

namespace Leadbase.Marketing.Import;

/// <summary>A section of an import file: the assets of one type.</summary>
/// <param name="Section">The member of the file.</param>
/// <param name="Type">One of <see cref="AssetType"/>.</param>
internal abstract record ImportKind(string Section, string Type)
{
    /// <summary>Every kind, in the order in which they can refer to each other.</summary>
    public static readonly IReadOnlyList<ImportKind> All =
    [
        new ImportKind<FolderDocument>("folders", AssetType.Folder),
        new ImportKind<ChannelDocument>("channels", AssetType.Channel) { IsShared = true, CheckAsync = ImportRules.ChannelAsync },
        new ImportKind<TagTypeDocument>("tagTypes", AssetType.TagType) { IsShared = true },
        new ImportKind<ProgramDocument>("programs", AssetType.Program) { Complete = ImportedRules.Complete, CheckAsync = ImportRules.ProgramAsync, FinishAsync = ImportedRules.ProgramAsync },
        new ImportKind<PlainDocument>("staticLists", AssetType.StaticList),
        new ImportKind<SmartListDocument>("smartLists", AssetType.SmartList) { Complete = ImportedRules.Complete, FinishAsync = ImportedRules.SmartListAsync },
        new ImportKind<CampaignDocument>("smartCampaigns", AssetType.SmartCampaign) { Complete = ImportedRules.Complete, CheckAsync = ImportRules.CampaignAsync, FinishAsync = ImportedRules.CampaignAsync },
        new ImportKind<FormDocument>("forms", AssetType.Form) { Complete = (_, form) => FormLayout.Numbered(form), CheckAsync = ImportRules.FormAsync },
        new ImportKind<SegmentationDocument>("segmentations", AssetType.Segmentation) { Complete = ImportedRules.Complete, CheckAsync = ImportRules.SegmentationAsync, FinishAsync = ImportedRules.SegmentationAsync },
        new ImportKind<DomainDocument>("domains", AssetType.Domain) { IsShared = true },
        new ImportKind<EmailTemplateDocument>("emailTemplates", AssetType.EmailTemplate) { CheckAsync = EmailImport.TemplateAsync },
        new ImportKind<EmailDocument>("emails", AssetType.Email) { CheckAsync = EmailImport.EmailAsync },
        new ImportKind<PlainDocument>("emailCcFields", AssetType.EmailCcField) { IsShared = true, CheckAsync = ImportRules.CcFieldAsync },
    ];

    /// <summary>Whether every workspace shares its assets, which are in no folder.</summary>
    public bool IsShared { get; init; }

    /// <summary>What is done with a stored asset once every asset of the file is there: what it names may follow it.</summary>
    public Func<ImportContext, Asset, Task>? FinishAsync { get; init; }

    /// <summary>Puts the members that are particular to the type into an asset.</summary>
    /// <exception cref="AdministrationException">A member is unknown or not as it must be.</exception>
    public abstract Task<Asset> ReadAsync(ImportContext context, Asset asset, JsonElement members);
}

/// <summary>A section whose assets have documents of a type.</summary>
internal sealed record ImportKind<T>(string Section, string Type) : ImportKind(Section, Type)
    where T : class
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>Rules beyond the shape; throws what is wrong.</summary>
    public Func<ImportContext, Asset, T, Task> CheckAsync { get; init; } = (_, _, _) => Task.CompletedTask;

    /// <summary>Adds what a file may leave away, and what stays of the document that is replaced, if there is one.</summary>
    public Func<T?, T, T> Complete { get; init; } = (_, document) => document;

    /// <inheritdoc />
    public override async Task<Asset> ReadAsync(ImportContext context, Asset asset, JsonElement members)
    {
        T document;
        try
        {
            document = members.Deserialize<T>(Strict)!;
        }
        catch (JsonException e)
        {
            // The message names the member; what follows speaks of the program's own types.
            throw context.Wrong(e.Path is { Length: > 2 } path ? $"the member {path[2..]} is unknown or not of the right type" : "a member is unknown or not of the right type");
        }
        await CheckAsync(context, asset, document);
        document = Complete(asset.ReadApproved<T>(), document);
        return asset.WithDocument(document, context.Now);
    }
}
