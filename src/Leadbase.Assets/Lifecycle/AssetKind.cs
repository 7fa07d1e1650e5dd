using System.Text.Json;
using Leadbase.Assets.Folders;
using Leadbase.Gateway;
using Leadbase.Storage;

namespace Leadbase.Assets.Lifecycle;

/// <summary>Where a name may not be given twice.</summary>
public enum NameScope
{
    /// <summary>Within a folder or program.</summary>
    Folder,

    /// <summary>Within the instance.</summary>
    Instance,
}

/// <summary>How an answer names the folder of an asset: the pages differ by type.</summary>
public enum FolderForm
{
    /// <summary><c>{"type": …, "value": …, "folderName": …}</c></summary>
    Value,

    /// <summary><c>{"id": …, "type": …}</c></summary>
    Id,
}

/// <summary>Steps of the lifecycle whose answer is the whole asset, where those of other types answer its id.</summary>
[Flags]
public enum WholeAnswers
{
    /// <summary>Each answers the id.</summary>
    None = 0,

    /// <summary>Approve.</summary>
    Approve = 1,

    /// <summary>Unapprove.</summary>
    Unapprove = 2,

    /// <summary>Discard Draft.</summary>
    Discard = 4,
}

/// <summary>
/// What is particular to a type of assets: all else of its life (create, get, browse, update, clone, approve, unapprove, discard,
/// delete, used by) is written once, in this folder. A kind has no state; there is one of each.
/// </summary>
public abstract class AssetKind
{
    /// <summary>One of <see cref="AssetType"/>.</summary>
    public abstract string Type { get; }

    /// <summary>Whether it has a draft and an approved document; an asset of another type has one document, which is in force at once.</summary>
    public virtual bool HasApproval => true;

    /// <summary>Where its names may not be given twice.</summary>
    public virtual NameScope Names => NameScope.Folder;

    /// <summary>The types of folders it may be in ("Folders", folderType).</summary>
    public abstract IReadOnlyList<string> FolderTypes { get; }

    /// <summary>The letters before the id in the address of the asset: <c>#EM1001A1</c>.</summary>
    public abstract string UrlCode { get; }

    /// <summary>The member that has the address; null where an answer has none.</summary>
    public virtual string? UrlMember => "url";

    /// <summary>How an answer names the folder.</summary>
    public virtual FolderForm FolderForm => FolderForm.Value;

    /// <summary>Whether an answer leaves away a description that is not there.</summary>
    public virtual bool OmitsNoDescription => false;

    /// <summary>Which steps answer the whole asset.</summary>
    public virtual WholeAnswers Whole => WholeAnswers.None;

    /// <summary>Characters of a name, at most.</summary>
    public virtual int MaxName => 255;

    /// <summary>Whether it may be deleted while it is approved.</summary>
    public virtual bool IsDeletedWhenApproved => !HasApproval;

    /// <summary>The word for the status of a version: approved or draft.</summary>
    public virtual string StatusOf(Asset asset, bool approved) => approved ? "approved" : "draft";

    /// <summary>Whether it may be in a folder or program; more that is needed may be told by its creation.</summary>
    public virtual bool Fits(FolderNode folder) => FolderTypes.Contains(folder.FolderType);

    /// <summary>The letters before the id of an asset whose address its document decides.</summary>
    public virtual string UrlCodeOf(Asset asset) => UrlCode;

    /// <summary>The versions that a query asks for with <c>status</c>; a type to which the word means something else reads it in <see cref="Narrow"/>.</summary>
    public virtual bool TryStatus(Call call, out AssetStatus? status, out ApiError error) => AssetPage.TryStatus(call, out status, out error);

    /// <summary>Conditions of a browse that the type alone has.</summary>
    public virtual Outcome<AssetQuery> Narrow(AssetCall call, AssetQuery query) => query;

    /// <summary>Reads the parameters of a creation into the document of a new asset, whose name and folder are known.</summary>
    public abstract Task<Outcome<Asset>> CreateAsync(AssetCall call, Asset asset);

    /// <summary>Reads the parameters of an update of metadata into the document; name and description are changed already.</summary>
    public virtual Task<Outcome<Asset>> UpdateAsync(AssetCall call, Asset asset) => Task.FromResult<Outcome<Asset>>(asset);

    /// <summary>Makes a copy ready, which has the source's document as its own and is not stored yet.</summary>
    public virtual Task<Outcome<Asset>> CloneAsync(AssetCall call, Asset source, Asset copy) => Task.FromResult<Outcome<Asset>>(copy);

    /// <summary>What follows once a copy is stored, besides its row: what is kept in other tables, and what is in it. An error undoes the copy.</summary>
    public virtual Task<ApiError?> OnClonedAsync(AssetCall call, Asset source, Asset copy) => Task.FromResult<ApiError?>(null);

    /// <summary>Why the draft cannot be approved; null when it can.</summary>
    public virtual Task<ApiError?> CheckApproveAsync(AssetCall call, Asset asset) => Task.FromResult<ApiError?>(null);

    /// <summary>Why the asset cannot be unapproved, besides being in use; null when it can.</summary>
    public virtual Task<ApiError?> CheckUnapproveAsync(AssetCall call, Asset asset) => Task.FromResult<ApiError?>(null);

    /// <summary>Why the asset cannot be deleted, besides being approved or in use; null when it can.</summary>
    public virtual Task<ApiError?> CheckDeleteAsync(AssetCall call, Asset asset) => Task.FromResult<ApiError?>(null);

    /// <summary>Whether anything uses the asset that would miss it.</summary>
    public virtual Task<bool> IsUsedAsync(AssetCall call, Asset asset) => AssetReferences.IsUsedAsync(call.Session, new(asset.Type, asset.Id));

    /// <summary>What assets of the type can be browsed by: see <see cref="AssetMarks.Of"/>.</summary>
    public virtual IEnumerable<string> Marks(Asset asset) => [];

    /// <summary>Notes what is found of the asset by other ways than its id, name and folder, each time it is stored.</summary>
    public virtual Task OnStoredAsync(Session session, Asset asset) => Task.CompletedTask;

    /// <summary>Removes what belongs to the asset besides its row, in the transaction that deletes it.</summary>
    public virtual Task OnDeletedAsync(AssetCall call, Asset asset) => Task.CompletedTask;

    /// <summary>The assets that either document of an asset uses.</summary>
    public virtual IEnumerable<AssetReference> References(Asset asset) => [];

    /// <summary>The asset with other references: those that <paramref name="map"/> changes, in both documents.</summary>
    public virtual Asset Repoint(Asset asset, Func<AssetReference, AssetReference> map) => asset;

    /// <summary>Writes the members that all types have; a type whose page shows others writes its own.</summary>
    public virtual void WriteCommon(Utf8JsonWriter json, AssetView view) => AssetJson.WriteCommon(json, this, view);

    /// <summary>Writes the members that are particular to the type; the common ones are written already.</summary>
    public virtual void Write(Utf8JsonWriter json, AssetView view)
    {
    }
}

/// <summary>A kind whose documents are of a type.</summary>
/// <typeparam name="T">A record that is stored as JSON.</typeparam>
public abstract class AssetKind<T> : AssetKind
    where T : class, new()
{
    /// <summary>The version that is worked on: the draft, or else what is approved.</summary>
    public T Working(Asset asset) => asset.ReadDraft<T>() ?? asset.ReadApproved<T>() ?? new T();

    /// <summary>The document of a version; null when there is no such version.</summary>
    public T? Read(Asset asset, bool approved) => approved ? asset.ReadApproved<T>() : asset.ReadDraft<T>();

    /// <summary>The asset with a changed document: a draft where the type has approval, and else in force at once.</summary>
    public Asset With(Asset asset, T document, long now) => HasApproval ? asset.WithDraft(document, now) : asset.WithDocument(document, now);

    /// <inheritdoc />
    public override async Task<Outcome<Asset>> CreateAsync(AssetCall call, Asset asset)
    {
        var made = await CreateAsync(call, asset, new T());
        return made.Value is { } document ? With(asset, document, call.Now) : made.Error!.Value;
    }

    /// <inheritdoc />
    public override async Task<Outcome<Asset>> UpdateAsync(AssetCall call, Asset asset)
    {
        var before = Working(asset);
        var made = await UpdateAsync(call, asset, before);
        if (made.Value is not { } document) return made.Error!.Value;
        return ReferenceEquals(document, before) ? asset : With(asset, document, call.Now);
    }

    /// <inheritdoc />
    public override IEnumerable<AssetReference> References(Asset asset) =>
        new[] { asset.ReadDraft<T>(), asset.ReadApproved<T>() }.OfType<T>().SelectMany(References).Distinct();

    /// <inheritdoc />
    public override Asset Repoint(Asset asset, Func<AssetReference, AssetReference> map)
    {
        if (asset.ReadApproved<T>() is { } approved) asset = asset.WithDocument(Repoint(approved, map), asset.UpdatedAt);
        return asset.ReadDraft<T>() is { } draft ? asset.WithDraft(Repoint(draft, map), asset.UpdatedAt) : asset;
    }

    /// <inheritdoc />
    public sealed override void Write(Utf8JsonWriter json, AssetView view) => Write(json, view, view.Document<T>());

    /// <summary>Reads the parameters of a creation into a new document.</summary>
    protected virtual Task<Outcome<T>> CreateAsync(AssetCall call, Asset asset, T document) => Task.FromResult<Outcome<T>>(document);

    /// <summary>Reads the parameters of an update into the document that is worked on; returning the same object leaves it, and makes no draft.</summary>
    protected virtual Task<Outcome<T>> UpdateAsync(AssetCall call, Asset asset, T document) => Task.FromResult<Outcome<T>>(document);

    /// <summary>The assets that a document uses.</summary>
    protected virtual IEnumerable<AssetReference> References(T document) => [];

    /// <summary>The document with other references.</summary>
    protected virtual T Repoint(T document, Func<AssetReference, AssetReference> map) => document;

    /// <summary>Writes the members that are particular to the type.</summary>
    protected virtual void Write(Utf8JsonWriter json, AssetView view, T document)
    {
    }
}
