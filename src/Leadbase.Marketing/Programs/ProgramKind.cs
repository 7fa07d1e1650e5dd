using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Folders;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;

namespace Leadbase.Marketing.Programs;

/// <summary>Programs as assets ("Programs"). Only email programs are approved, and that is a status of theirs and not a version.</summary>
internal sealed class ProgramKind : AssetKind<ProgramDocument>
{
    public static readonly ProgramKind Instance = new();

    public override string Type => AssetType.Program;

    public override bool HasApproval => false;

    public override NameScope Names => NameScope.Instance;

    public override IReadOnlyList<string> FolderTypes => [FolderDocument.Marketing, FolderDocument.Program, FolderDocument.Zone];

    public override string UrlCode => "PG";

    public override string UrlCodeOf(Asset asset) => ProgramTypes.Of(Working(asset).Type).UrlCode;

    // The status of a program is on, off, locked or unlocked: see Narrow.
    public override bool TryStatus(Call call, out AssetStatus? status, out ApiError error)
    {
        (status, error) = (null, default);
        return true;
    }

    public override Outcome<AssetQuery> Narrow(AssetCall call, AssetQuery query) => ProgramFilter.Narrow(call, query);

    public override IEnumerable<string> Marks(Asset asset) => ProgramFilter.Marks(Working(asset));

    // A copy is not approved, whatever its source is, and its smart list has an id of its own.
    public override Task<Outcome<Asset>> CloneAsync(AssetCall call, Asset source, Asset copy)
    {
        var document = Working(copy) with { SmartListId = 0 };
        return Task.FromResult<Outcome<Asset>>(With(copy, document.IsLocked ? document with { Status = ProgramDocument.Unlocked } : document, call.Now));
    }

    public override async Task<ApiError?> OnClonedAsync(AssetCall call, Asset source, Asset copy)
    {
        if (await ProgramPlace.RefusalAsync(call, copy, Working(copy)) is { } misplaced) return misplaced;
        if (copy.Folder is { Type: AssetType.Program }) return AssetErrors.IncompatibleFolder;
        return (await ProgramCopy.CopyContentAsync(call, source, copy)).Error;
    }

    public override Task<ApiError?> CheckDeleteAsync(AssetCall call, Asset asset) => ProgramDeletion.RefusalAsync(call, asset);

    public override Task<bool> IsUsedAsync(AssetCall call, Asset asset) => AssetTree.IsUsedFromOutsideAsync(call.Session, new(asset.Id, asset.Type));

    public override Task OnDeletedAsync(AssetCall call, Asset asset) => ProgramDeletion.DeleteContentAsync(call, asset);

    protected override async Task<Outcome<ProgramDocument>> CreateAsync(AssetCall call, Asset asset, ProgramDocument document)
    {
        var named = AssetInput.Required(call.Call, "type");
        if (named.Value is not { } name) return named.Error!.Value;
        if (ProgramTypes.Find(name) is not { } type) return Errors.InvalidValue(name, string.Join(", ", ProgramTypes.All.Select(t => t.Name)));
        var channel = AssetInput.Required(call.Call, "channel");
        if (channel.Error is { } blank) return blank;
        var made = await ProgramChannel.PutAsync(call, document with { Type = type.Stored, Status = type.InitialStatus }, channel.Value!);
        if (made.Value is not { } fitting) return made;
        if (await ProgramPlace.RefusalAsync(call, asset, fitting) is { } misplaced) return misplaced;
        return await ProgramInput.ReadAsync(call, fitting, isNew: true);
    }

    protected override Task<Outcome<ProgramDocument>> UpdateAsync(AssetCall call, Asset asset, ProgramDocument document) => ProgramInput.ReadAsync(call, document, isNew: false);

    protected override IEnumerable<AssetReference> References(ProgramDocument document) => document.Rules?.Uses ?? [];

    protected override ProgramDocument Repoint(ProgramDocument document, Func<AssetReference, AssetReference> map) => document with { Rules = document.Rules?.Repoint(map) };

    protected override void Write(Utf8JsonWriter json, AssetView view, ProgramDocument document) => ProgramJson.Write(json, view, document);
}
